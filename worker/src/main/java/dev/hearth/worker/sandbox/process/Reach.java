package dev.hearth.worker.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** What a function's user can get at on a host that is not made for it. */
final class Reach {
    private Reach() {}

    /**
     * A folder below root's home, say, cannot be entered by another user. That is said here: all
     * that the function would see is a module or a program that isn't there.
     *
     * @throws IOException naming the folder that stands in the way, and what to do
     */
    static void require(Path path, int uid) throws IOException {
        for (Path up = path.getParent(); up != null; up = up.getParent()) {
            if (!Files.getPosixFilePermissions(up).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new IOException(
                        "the process backend runs functions as user "
                                + uid
                                + ", who cannot reach "
                                + path
                                + " because of "
                                + up
                                + ": chmod o+x "
                                + up
                                + ", or use folders and interpreters elsewhere");
            }
        }
    }
}
