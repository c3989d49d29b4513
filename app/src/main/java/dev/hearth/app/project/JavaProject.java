package dev.hearth.app.project;

import dev.hearth.app.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Maven project with a function in it, already built.
 *
 * @param artifact its jar, or the zip that its assembly made
 * @param handler the class, with its package
 * @param release the Java version it is compiled for
 */
record JavaProject(Path artifact, String handler, int release) {
    private static final int USUAL_RELEASE = 21;
    private static final Pattern RELEASE =
            Pattern.compile(
                    "<(?:maven\\.compiler\\.(?:release|target)|release|target|java\\.version)>\\s*(?:1\\.)?(\\d+)\\s*</");
    private static final Pattern HANDLER =
            Pattern.compile(
                    "class\\s+(\\w+)[^{]*?implements[^{]*?\\b(?:RequestHandler|RequestStreamHandler)\\b");
    private static final Pattern PACKAGE =
            Pattern.compile("^\\s*package\\s+([\\w.]+)\\s*;", Pattern.MULTILINE);

    static Optional<JavaProject> in(Path folder) {
        Path pom = folder.resolve("pom.xml");
        if (!Files.isRegularFile(pom)) {
            return Optional.empty();
        }
        Path artifact =
                artifactOf(folder)
                        .orElseThrow(() ->
                                new Refusal(
                                        folder + " has a pom.xml and no built jar.",
                                        "Build it first: mvn -f " + pom + " package"));
        return Optional.of(new JavaProject(artifact, handlerOf(folder), releaseOf(pom)));
    }

    /** Whether it is a Maven project whose artifact is missing or older than its sources. */
    static boolean needsBuild(Path folder) {
        Path pom = folder.resolve("pom.xml");
        if (!Files.isRegularFile(pom)) {
            return false;
        }
        Optional<Path> artifact = artifactOf(folder);
        if (artifact.isEmpty()) {
            return true;
        }
        long built = modified(artifact.get());
        Path sources = folder.resolve("src");
        if (modified(pom) > built) {
            return true;
        }
        if (!Files.isDirectory(sources)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.anyMatch(file -> modified(file) > built);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The largest zip or jar in {@code target}: the one with its dependencies inside. */
    private static Optional<Path> artifactOf(Path folder) {
        Path target = folder.resolve("target");
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> isArtifact(file.getFileName().toString()))
                    .max(Comparator.comparingLong(file -> file.toFile().length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isArtifact(String name) {
        return (name.endsWith(".jar") || name.endsWith(".zip"))
                && !name.startsWith("original-")
                && !name.endsWith("-sources.jar")
                && !name.endsWith("-javadoc.jar")
                && !name.endsWith("-tests.jar");
    }

    private static String handlerOf(Path folder) {
        try (Stream<Path> files = Files.walk(folder.resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .map(Recognition::read)
                    .flatMap(source -> handlerIn(source).stream())
                    .findFirst()
                    .orElseThrow(() ->
                            new Refusal(
                                    "No class in "
                                            + folder
                                            + "/src/main/java implements RequestHandler or RequestStreamHandler.",
                                    "Name the handler: --handler com.example.App::handleRequest"));
        } catch (IOException e) {
            throw new Refusal(
                    folder + " has a pom.xml and no src/main/java.",
                    "Name the handler: --handler com.example.App::handleRequest",
                    e);
        }
    }

    private static Optional<String> handlerIn(String source) {
        Matcher handler = HANDLER.matcher(source);
        if (!handler.find()) {
            return Optional.empty();
        }
        Matcher pack = PACKAGE.matcher(source);
        return Optional.of((pack.find() ? pack.group(1) + "." : "") + handler.group(1));
    }

    private static int releaseOf(Path pom) {
        Matcher m = RELEASE.matcher(Recognition.read(pom));
        return m.find() ? Integer.parseInt(m.group(1)) : USUAL_RELEASE;
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
