package dev.hearth.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that everything of a run goes to.
 *
 * @param root of the repository
 * @param folder below {@code bench/target}
 */
public record Scratch(Path root, Path folder) {
    public static Scratch of(Path root) throws IOException {
        return new Scratch(root, Files.createDirectories(root.resolve("bench/target/scratch")));
    }

    /** A folder that is there, and empty. */
    public Path fresh(String name) throws IOException {
        Path path = folder.resolve(name);
        delete(path);
        return Files.createDirectories(path);
    }

    public Path log(String name) {
        return folder.resolve(name + ".log");
    }

    /** Copies files of this module's resources into a folder. */
    public void copy(Path to, List<String> resources) throws IOException {
        for (String resource : resources) {
            try (InputStream in = Scratch.class.getResourceAsStream("/bench/" + resource)) {
                if (in == null) {
                    throw new IOException("missing resource " + resource);
                }
                Files.copy(in, to.resolve(resource), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
