package dev.hearth.worker.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Programs are named for the version they answer with; those in /none answer nothing. */
final class ChoiceTest {
    private final List<Path> asked = new ArrayList<>();

    private Choice among(String wanted, String... candidates) {
        Version version = version(wanted);
        return new Choice(
                List.of(candidates).stream().map(Path::of).toList(),
                this::ask,
                each -> each.major() == version.major() && each.minor() == version.minor());
    }

    private Optional<Interpreter> ask(Path program) {
        asked.add(program);
        return program.startsWith("/none")
                ? Optional.empty()
                : Optional.of(
                        new Interpreter(
                                program,
                                Path.of("/usr"),
                                version(String.valueOf(program.getFileName()))));
    }

    private static Version version(String text) {
        return Version.parse(text).orElseThrow();
    }

    private static String picked(Choice choice, String wanted, RuntimeFallback fallback) {
        return choice.pick(version(wanted), fallback)
                .map(each -> each.version().text())
                .orElse("nothing");
    }

    private String nearest(String wanted, String... candidates) {
        return picked(among(wanted, candidates), wanted, RuntimeFallback.NEAREST);
    }

    @Test
    void takesTheFirstThatFitsAndAsksNoFurther() {
        Choice choice = among("3.13", "/a/3.11.2", "/b/3.13.1", "/c/3.13.9");
        assertEquals("3.13.1", picked(choice, "3.13", RuntimeFallback.NONE));
        assertEquals("3.13.1", picked(choice, "3.13", RuntimeFallback.NEAREST));
        assertEquals(List.of(Path.of("/a/3.11.2"), Path.of("/b/3.13.1")), asked);
    }

    @Test
    void withoutFallbackAnythingElseIsNothing() {
        Choice choice = among("3.13", "/a/3.11.2", "/b/3.14.0");
        assertEquals("nothing", picked(choice, "3.13", RuntimeFallback.NONE));
        assertEquals("; it has 3.11.2 (/a/3.11.2), 3.14.0 (/b/3.14.0)", choice.instead());
    }

    @Test
    void nearestIsTheSmallestDistanceAndTheNewerOfTwo() {
        assertEquals("3.11.2", nearest("3.13", "/a/3.9.1", "/b/3.11.2"));
        assertEquals("3.14.0", nearest("3.13", "/a/3.11.2", "/b/3.14.0"));
        assertEquals("3.14.0", nearest("3.13", "/a/3.12.9", "/b/3.14.0"));
        assertEquals("3.14.0", nearest("3.13", "/b/3.14.0", "/a/3.12.9"));
        assertEquals("22.1.0", nearest("24", "/a/18.20.0", "/b/22.1.0"));
    }

    @Test
    void aMajorVersionIsFartherThanAnyMinor() {
        assertEquals("3.2.0", nearest("3.13", "/a/4.0.0", "/b/3.2.0"));
    }

    @Test
    void whatIsNoInterpreterIsNeverPicked() {
        assertEquals("3.11.2", nearest("3.13", "/none/3.13.0", "/a/3.11.2"));
        assertEquals("nothing", nearest("3.13", "/none/3.13.0"));
        assertEquals("", among("3.13", "/none/3.13.0").instead());
    }

    @Test
    void aProgramListedTwiceIsAskedOnce() {
        assertEquals("3.11.2", nearest("3.13", "/a/3.11.2", "/a/3.11.2"));
        assertEquals(List.of(Path.of("/a/3.11.2")), asked);
    }
}
