package dev.hearth.worker.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.Set;

/** Whether a file is a program. */
final class RunBits {
    private static final Set<PosixFilePermission> RUN =
            Set.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE);

    private RunBits() {}

    static boolean any(Path file) {
        try {
            return !Collections.disjoint(Files.getPosixFilePermissions(file), RUN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
