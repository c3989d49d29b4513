package dev.hearth.app.project;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A family of AWS runtimes, and which of its versions to take when nobody said. */
enum Language {
    PYTHON("python", "python3.13", "python3\\.(\\d+)"),
    NODE("nodejs", "nodejs22.x", "nodejs(\\d+)\\.x"),
    JAVA("java", "java21", "java(\\d+)(?:\\.al2)?"),
    PROVIDED("provided", "provided.al2023", "provided\\.al(\\d+)");

    private final String prefix;
    private final String usual;
    private final Pattern versions;

    Language(String prefix, String usual, String versions) {
        this.prefix = prefix;
        this.usual = usual;
        this.versions = Pattern.compile(versions);
    }

    /**
     * The newest runtime on offer, or AWS's usual one when the server names none of this language:
     * its error then tells what is missing.
     *
     * @param offered what the server can run, such as {@code python3.11}
     */
    String runtime(List<String> offered) {
        return offered.stream()
                .filter(runtime -> runtime.startsWith(prefix))
                .max(Comparator.comparingInt(this::version))
                .orElse(usual);
    }

    /** The oldest runtime on offer that is at least this version. */
    Optional<String> atLeast(int version, List<String> offered) {
        return offered.stream()
                .filter(runtime -> runtime.startsWith(prefix) && version(runtime) >= version)
                .min(Comparator.comparingInt(this::version));
    }

    private int version(String runtime) {
        Matcher m = versions.matcher(runtime);
        return m.matches() ? Integer.parseInt(m.group(1)) : 0;
    }
}
