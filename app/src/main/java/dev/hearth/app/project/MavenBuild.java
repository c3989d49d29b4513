package dev.hearth.app.project;

import dev.hearth.app.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Builds a function's Maven project when that is due. */
final class MavenBuild {
    private static final int SHOWN_LINES = 25;

    private MavenBuild() {}

    static void bringUpToDate(Path project, Consumer<String> say) {
        if (!JavaProject.needsBuild(project)) {
            return;
        }
        say.accept("Building " + project + " with Maven.");
        List<String> command =
                List.of(maven(project), "--batch-mode", "--quiet", "-DskipTests", "package");
        try {
            Process maven =
                    new ProcessBuilder(command)
                            .directory(project.toFile())
                            .redirectErrorStream(true)
                            .start();
            maven.getOutputStream().close();
            String output =
                    new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (maven.waitFor() != 0) {
                List<String> lines = output.lines().limit(SHOWN_LINES).toList();
                throw new Refusal(project + " does not build.", String.join("\n", lines));
            }
        } catch (IOException e) {
            throw new Refusal(
                    "Cannot run Maven: " + e.getMessage(),
                    "Install Maven, or build the project yourself: its target folder must hold the jar.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("Interrupted.", "Run it again.", e);
        }
    }

    /** The project's own wrapper, else the one Hearth was built with, else what is installed. */
    private static String maven(Path project) {
        Path wrapper = project.resolve("mvnw");
        if (Files.isExecutable(wrapper)) {
            return wrapper.toString();
        }
        Path ours = Path.of(System.getProperty("hearth.root", ""), "mvnw").toAbsolutePath();
        return Files.isExecutable(ours) ? ours.toString() : "mvn";
    }
}
