package dev.hearth.foundation.archive;

import dev.hearth.foundation.archive.PackagedEntry.Regular;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads zip archives that strangers made. Refused are: what is no zip, empty or damaged archives,
 * names and links that lead out of the folder, entries that are neither file, folder nor link,
 * encrypted ones, and more bytes or entries than allowed, counted and not believed.
 */
public final class ZipPackage {
    private ZipPackage() {}

    /**
     * @param unpackedBytes of its files, links' targets included
     */
    public record Contents(int entries, long unpackedBytes) {}

    /**
     * Reads the whole archive, so that what passes here will unpack.
     *
     * @throws BadZipException when the archive would not unpack
     * @throws IOException when the file cannot be read
     */
    public static Contents inspect(Path zip, long maxUnpackedBytes, int maxEntries)
            throws IOException {
        return open(
                zip,
                maxUnpackedBytes,
                maxEntries,
                (directory, data) -> {
                    for (PackagedEntry entry : directory.entries()) {
                        if (entry instanceof Regular file) {
                            data.read(file.data(), (bytes, length) -> {});
                        }
                    }
                    return new Contents(directory.entries().size(), data.bytesRead());
                });
    }

    /**
     * Unpacks into a folder that is made here, or is there and empty. Everything in it can be read
     * by every user: folders have mode 0755, files 0755 when they had any run bit and else 0644.
     * When this fails the folder is gone.
     *
     * @throws BadZipException when the archive is not one to unpack
     * @throws IOException when the disk fails or is full
     */
    public static void unpack(Path zip, Path folder, long maxUnpackedBytes, int maxEntries)
            throws IOException {
        requireEmpty(folder);
        open(
                zip,
                maxUnpackedBytes,
                maxEntries,
                (directory, data) -> {
                    try {
                        Unpacking.makeFolder(folder);
                        new Unpacking(folder, data).write(directory);
                    } catch (IOException | RuntimeException e) {
                        removeAfter(e, folder);
                        throw e;
                    }
                    return folder;
                });
    }

    @FunctionalInterface
    private interface Use<T> {
        T of(PackageDirectory directory, EntryData data) throws IOException;
    }

    private static <T> T open(Path zip, long maxUnpackedBytes, int maxEntries, Use<T> use)
            throws IOException {
        try (OpeningLimit channel = new OpeningLimit(Files.newByteChannel(zip), maxEntries);
                ZipFile file = openDirectory(channel)) {
            channel.lift();
            EntryData data = new EntryData(file, maxUnpackedBytes);
            PackageDirectory directory =
                    PackageDirectory.read(file, data, channel.size(), maxEntries);
            return use.of(directory, data);
        }
    }

    private static ZipFile openDirectory(OpeningLimit channel) throws BadZipException {
        try {
            // The central directory alone counts: local headers that say otherwise are a trick.
            return ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setIgnoreLocalFileHeader(true)
                    .get();
        } catch (IOException | RuntimeException e) {
            if (e.getCause() instanceof BadZipException refused) {
                throw refused;
            }
            throw BadZipException.unreadable(e);
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new DirectoryNotEmptyException(folder.toString());
            }
        }
    }

    private static void removeAfter(Exception failure, Path folder) {
        try {
            Unpacking.remove(folder);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
