package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.core.JacksonException;

/**
 * The event of an invoke as users give it: JSON, {@code @FILE}, or {@code -} for standard input.
 */
final class Event {
    private Event() {}

    static byte[] read(String given) {
        byte[] event = bytes(given);
        try {
            ServerClient.JSON.readTree(event);
            return event;
        } catch (JacksonException e) {
            throw new Refusal(
                    "The event is not JSON: " + e.getOriginalMessage(),
                    "Text needs its own quotes: --event '\"text\"'. A file is named with @: --event @event.json",
                    e);
        }
    }

    private static byte[] bytes(String given) {
        try {
            if (given.equals("-")) {
                return System.in.readAllBytes();
            }
            return given.startsWith("@")
                    ? Files.readAllBytes(Path.of(given.substring(1)))
                    : given.getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new Refusal("There is no file " + given.substring(1) + ".", "Check --event.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + Arrays.toString(given.split("\n", 2)), e);
        }
    }
}
