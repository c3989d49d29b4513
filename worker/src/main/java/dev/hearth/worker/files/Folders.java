package dev.hearth.worker.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Removing folders that functions have written into. */
public final class Folders {
    private Folders() {}

    /** Deletes a folder with all that is in it; never follows a link out of it. */
    public static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(folder);
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path inside, BasicFileAttributes attributes) throws IOException {
                        // A function may have locked itself out of its own folder.
                        if (!Files.isReadable(inside) || !Files.isWritable(inside)) {
                            Files.setPosixFilePermissions(
                                    inside, PosixFilePermissions.fromString("rwx------"));
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path done, @Nullable IOException failure) throws IOException {
                        if (failure != null) {
                            throw failure;
                        }
                        Files.deleteIfExists(done);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
