package dev.hearth.foundation.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();
    private final Closing parts = new Closing();

    @Test
    void closesInTheOppositeOrderAndOnce() {
        parts.add("first", () -> closed.add("first"));
        parts.add("second", () -> closed.add("second"));

        parts.close();
        parts.close();

        assertEquals(List.of("second", "first"), closed);
    }

    @Test
    void whatFailsHoldsUpNoOther() {
        parts.add("first", () -> closed.add("first"));
        parts.add(
                "second",
                () -> {
                    throw new StackOverflowError("as the test says");
                });
        parts.add(
                "third",
                () -> {
                    throw new IllegalStateException("as the test says");
                });

        parts.close();

        assertEquals(List.of("first"), closed);
    }

    @Test
    void whatComesTooLateIsClosedAtOnce() {
        parts.close();

        parts.add("late", () -> closed.add("late"));

        assertEquals(List.of("late"), closed);
    }
}
