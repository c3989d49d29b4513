package dev.hearth.foundation.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real file system of a few megabytes; mounting it needs root. */
public final class SmallDisk implements AutoCloseable {
    private final Path mountPoint;

    public SmallDisk(Path mountPoint, int megabytes) throws IOException {
        this.mountPoint = mountPoint;
        Files.createDirectories(mountPoint);
        run(
                List.of(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + megabytes + "m",
                        "hearth",
                        mountPoint.toString()));
    }

    @Override
    public void close() throws IOException {
        run(List.of("umount", mountPoint.toString()));
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException(
                    "the tests of a full disk must run as root on Linux: "
                            + command
                            + ": "
                            + output);
        }
    }
}
