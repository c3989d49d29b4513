package dev.hearth.state;

import dev.hearth.foundation.time.Entropy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a server keeps everything in. One server at a time holds it, by a lock that ends
 * with its process; its {@code format} file says which versions of Hearth can read it.
 */
public final class DataFolder implements AutoCloseable {
    /** Raised whenever an older Hearth would misread what is written now. */
    private static final int FORMAT = 1;

    private static final String FORMAT_FILE = "format";
    private static final String FORMAT_PREFIX = "hearth-data ";
    private static final String LOCK_FILE = "lock";
    private static final int SECRET_BYTES = 32;

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder when it isn't there, and locks it.
     *
     * @throws DataFolderException when another server holds it, a newer one wrote it, or it holds
     *     something else
     */
    public static DataFolder open(Path folder) throws IOException {
        Path path = folder.toAbsolutePath().normalize();
        try {
            Durably.makeFolder(path);
        } catch (IOException e) {
            throw new DataFolderException(
                    "The data folder %s cannot be made (%s). Name another with --data."
                            .formatted(path, reason(e)),
                    e);
        }
        refuseForeign(path);
        FileChannel lock = lock(path);
        try {
            checkFormat(path);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        return new DataFolder(path, lock);
    }

    public Path path() {
        return path;
    }

    /** A folder in this one, made when it isn't there. */
    public Path folder(String name) throws IOException {
        Path folder = path.resolve(name);
        Durably.makeFolder(folder);
        return folder;
    }

    /** Random bytes that only this folder's owner can read; the same at every start. */
    public byte[] secret(String name, Entropy entropy) throws IOException {
        Path file = folder("secrets").resolve(name);
        if (!Files.exists(file)) {
            Durably.write(file, entropy.secret(SECRET_BYTES));
        }
        return Files.readAllBytes(file);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Somebody's home folder given by mistake must not be taken over. */
    private static void refuseForeign(Path path) throws IOException {
        if (Files.exists(path.resolve(FORMAT_FILE))) {
            return;
        }
        Set<String> leftByAFirstStart = Set.of(LOCK_FILE, FORMAT_FILE + ".draft");
        List<String> content;
        try (Stream<Path> files = Files.list(path)) {
            content = files.map(file -> String.valueOf(file.getFileName())).toList();
        }
        if (!leftByAFirstStart.containsAll(content)) {
            throw new DataFolderException(
                    "The folder %s holds something else than Hearth's data. Name an empty or a new one with --data."
                            .formatted(path));
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve(LOCK_FILE);
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            FileLock held = tryLock(channel);
            if (held == null) {
                throw new DataFolderException(
                        "Another Hearth server%s uses the data folder %s. Stop it, or give this one a folder of its own with --data."
                                .formatted(holder(channel), path));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(
                            Long.toString(ProcessHandle.current().pid())
                                    .getBytes(StandardCharsets.US_ASCII)),
                    0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String holder(FileChannel lock) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        lock.read(pid, 0);
        String digits = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
        return digits.matches("\\d+") ? " (process " + digits + ")" : "";
    }

    private static void checkFormat(Path path) throws IOException {
        Path file = path.resolve(FORMAT_FILE);
        if (!Files.exists(file)) {
            Durably.write(
                    file, (FORMAT_PREFIX + FORMAT + "\n").getBytes(StandardCharsets.US_ASCII));
            return;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!text.matches(FORMAT_PREFIX + "\\d{1,6}")) {
            throw new DataFolderException(
                    "The file %s is damaged: it should read '%s%d'."
                            .formatted(file, FORMAT_PREFIX, FORMAT));
        }
        int format = Integer.parseInt(text.substring(FORMAT_PREFIX.length()));
        if (format > FORMAT) {
            throw new DataFolderException(
                    "The data folder %s was written by a newer Hearth (format %d; this one reads up to %d). Start that version, or name another folder with --data."
                            .formatted(path, format, FORMAT));
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
