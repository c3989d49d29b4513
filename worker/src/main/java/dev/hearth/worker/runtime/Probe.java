package dev.hearth.worker.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the host what it has. Blocks. */
final class Probe {
    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final long PATIENCE_SECONDS = 10;

    private Probe() {}

    /** Programs of these names on the PATH and in the usual folders, in that order, each once. */
    static List<Path> programs(List<String> names) {
        Set<Path> folders = new LinkedHashSet<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (!folder.isEmpty()) {
                folders.add(Path.of(folder));
            }
        }
        folders.add(Path.of("/usr/local/bin"));
        folders.add(Path.of("/usr/bin"));
        folders.add(Path.of("/opt/homebrew/bin"));
        List<Path> found = new ArrayList<>();
        for (String name : names) {
            for (Path folder : folders) {
                Path program = folder.resolve(name);
                if (Files.isExecutable(program)) {
                    found.add(program);
                }
            }
        }
        return found;
    }

    /**
     * {@code relative} in every folder of {@code parent} whose name matches; for version managers.
     */
    static List<Path> versions(Path parent, String glob, String relative) {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(parent)) {
            return found;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, glob)) {
            for (Path folder : folders) {
                Path program = folder.resolve(relative);
                if (Files.isExecutable(program)) {
                    found.add(program);
                }
            }
        } catch (IOException unreadable) {
            LOG.debug("{} cannot be searched for interpreters", parent, unreadable);
        }
        return found;
    }

    static Path home() {
        return Path.of(System.getProperty("user.home", "/"));
    }

    /** What a program prints; empty when it fails, as shims of absent versions do. */
    static Optional<String> ask(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0 ? Optional.of(said.strip()) : Optional.empty();
        } catch (IOException unable) {
            LOG.debug("{} cannot be run", command.getFirst(), unable);
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
