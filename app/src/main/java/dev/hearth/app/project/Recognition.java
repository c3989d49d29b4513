package dev.hearth.app.project;

import dev.hearth.app.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tells from a folder's files which runtime and handler they are meant for. */
public final class Recognition {
    private static final List<String> PYTHON_FILES =
            List.of("app.py", "lambda_function.py", "main.py", "handler.py", "index.py");
    private static final Pattern PYTHON_HANDLER =
            Pattern.compile(
                    "^(?:async )?def (\\w+)\\(\\s*\\w+\\s*(?::[^,)]*)?,\\s*_?\\w+\\s*(?::[^,)]*)?\\)",
                    Pattern.MULTILINE);
    private static final List<String> NODE_FILES =
            List.of("index.mjs", "index.js", "index.cjs", "app.mjs", "app.js", "handler.js");
    private static final Pattern NODE_HANDLER =
            Pattern.compile(
                    "^\\s*(?:module\\.)?exports\\.(\\w+)\\s*="
                            + "|^\\s*export\\s+(?:const|let|var|async\\s+function|function)\\s+(\\w+)"
                            + "|^\\s*module\\.exports\\s*=\\s*\\{\\s*(\\w+)"
                            + "|^\\s*export\\s*\\{\\s*(?:\\w+\\s+as\\s+)?(\\w+)",
                    Pattern.MULTILINE);
    private static final Pattern PACKAGE_MAIN =
            Pattern.compile("\"main\"\\s*:\\s*\"(?:\\./)?([^\"]+)\"");
    private static final List<String> USUAL_NAMES = List.of("handler", "lambda_handler", "main");

    private final Path folder;
    private final List<String> offered;

    /**
     * @param offered the runtimes that the server can run, such as {@code python3.11}
     */
    public Recognition(Path folder, List<String> offered) {
        this.folder = folder;
        this.offered = List.copyOf(offered);
    }

    /** What the files say, first match wins; nothing when they look like no function. */
    public Optional<FunctionSettings> settings() {
        return Stream.<Supplier<Optional<FunctionSettings>>>of(
                        this::provided, this::java, this::python, this::node)
                .flatMap(look -> look.get().stream())
                .findFirst();
    }

    private Optional<FunctionSettings> provided() {
        return exists("bootstrap")
                ? Optional.of(found(Language.PROVIDED.runtime(offered), "bootstrap", folder))
                : Optional.empty();
    }

    private Optional<FunctionSettings> python() {
        return PYTHON_FILES.stream()
                .filter(this::exists)
                .flatMap(file -> handlerIn(file, PYTHON_HANDLER).stream())
                .map(handler -> found(Language.PYTHON.runtime(offered), handler, folder))
                .findFirst();
    }

    private Optional<FunctionSettings> node() {
        return Stream.concat(packageMain().stream(), NODE_FILES.stream())
                .filter(this::exists)
                .flatMap(file -> handlerIn(file, NODE_HANDLER).stream())
                .map(handler -> found(Language.NODE.runtime(offered), handler, folder))
                .findFirst();
    }

    private Optional<FunctionSettings> java() {
        return JavaProject.in(folder)
                .map(project ->
                        found(
                                Language.JAVA
                                        .atLeast(project.release(), offered)
                                        .orElse("java" + project.release()),
                                project.handler(),
                                project.artifact()));
    }

    private Optional<String> packageMain() {
        if (!exists("package.json")) {
            return Optional.empty();
        }
        Matcher m = PACKAGE_MAIN.matcher(read(folder.resolve("package.json")));
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }

    /** {@code file.function}, for a function of a usual name or else the first that fits. */
    private Optional<String> handlerIn(String file, Pattern pattern) {
        List<String> names =
                pattern.matcher(read(folder.resolve(file)))
                        .results()
                        .flatMap(match ->
                                Stream.iterate(1, i -> i <= match.groupCount(), i -> i + 1)
                                        .map(match::group)
                                        .filter(name -> name != null))
                        .toList();
        return USUAL_NAMES.stream()
                .filter(names::contains)
                .findFirst()
                .or(() -> names.stream().findFirst())
                .map(name -> file.substring(0, file.lastIndexOf('.')) + "." + name);
    }

    private boolean exists(String file) {
        return Files.isRegularFile(folder.resolve(file));
    }

    private static FunctionSettings found(String runtime, String handler, Path code) {
        return new FunctionSettings(
                Optional.empty(),
                Optional.of(runtime),
                Optional.of(handler),
                Optional.of(code),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Refusal(
                    file + " is not UTF-8 text.",
                    "Say what it is with --runtime and --handler.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
