package dev.hearth.foundation.archive;

import dev.hearth.foundation.archive.PackagedEntry.Folder;
import dev.hearth.foundation.archive.PackagedEntry.Link;
import dev.hearth.foundation.archive.PackagedEntry.Regular;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes a checked directory to disk: folders, then files, then links, so that no file can be
 * written through a link.
 */
final class Unpacking {
    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> RUNNABLE =
            PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> PLAIN =
            PosixFilePermissions.fromString("rw-r--r--");

    private final Path root;
    private final EntryData data;

    Unpacking(Path root, EntryData data) {
        this.root = root;
        this.data = data;
    }

    void write(PackageDirectory directory) throws IOException {
        for (PackagedEntry entry : directory.entries()) {
            if (entry instanceof Folder folder) {
                makeFolder(at(folder.path()));
            }
        }
        for (PackagedEntry entry : directory.entries()) {
            if (entry instanceof Regular file) {
                writeFile(file);
            }
        }
        for (PackagedEntry entry : directory.entries()) {
            if (entry instanceof Link link) {
                Files.createSymbolicLink(at(link.path()), Path.of(link.target()));
            }
        }
    }

    static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, FOLDER);
    }

    /** Removes what an unpacking that failed has left; links are not followed. */
    static void remove(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.toList().reversed();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }

    private Path at(EntryPath path) {
        return root.resolve(path.toString());
    }

    private void writeFile(Regular file) throws IOException {
        Path path = at(file.path());
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW)) {
            data.read(file.data(), (bytes, length) -> out.write(bytes, 0, length));
        }
        Files.setPosixFilePermissions(path, file.runnable() ? RUNNABLE : PLAIN);
        // Python checks its compiled files against the time of their source.
        Files.setLastModifiedTime(path, file.data().getLastModifiedTime());
    }
}
