package dev.hearth.worker.runtime;

import dev.hearth.api.function.FunctionConfig;
import dev.hearth.worker.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a language with an interpreter has of its own: where the host may keep one, and how it runs
 * a function. May start programs to ask them: blocks.
 */
interface InterpretedLanguage {
    /** As INIT_START has it, such as {@code python}. */
    String name();

    /** For people, such as {@code Python}. */
    String title();

    /** Our client's name in {@link ClientFiles}. */
    default String client() {
        return name();
    }

    /**
     * The version that an identifier asks for, as far as it says; empty when it is another
     * language's.
     *
     * @param identifier AWS's, such as {@code python3.13}
     */
    Optional<Version> wanted(String identifier);

    /** Programs that may be interpreters, in order of preference. */
    List<Path> candidates(Version wanted);

    /** Finds out what a program is; empty when it is no interpreter of this language. */
    Optional<Interpreter> ask(Path candidate);

    /** Whether a version is as good as the one asked for. */
    default boolean fits(Version found, Version wanted) {
        return found.major() == wanted.major();
    }

    /** How people get that version, such as {@code apt install python3.13}. */
    String remedy(Version wanted);

    /** As {@link LanguageRuntime#command}. */
    List<String> command(Interpreter with, Sandbox.Paths inside, FunctionConfig function);

    /** As {@link LanguageRuntime#variables}. */
    Map<String, String> variables(Interpreter with, Sandbox.Paths inside);
}
