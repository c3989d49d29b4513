package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingNoteTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void tellsTheLinksUntilItIsRemoved() throws Exception {
        ForwardingNote note = new ForwardingNote(folder.resolve("note"));
        assertEquals(Optional.empty(), note.read());

        note.write(List.of("lo", "eth0"));
        assertEquals(Optional.of(List.of("lo", "eth0")), note.read());

        note.remove();
        assertEquals(Optional.empty(), note.read());
    }

    @Test
    void ofAnEarlierRunOfTheHostSaysNothing() throws Exception {
        Path file = folder.resolve("note");
        Files.writeString(file, "00000000-0000-4000-8000-000000000000\nlo\n");

        assertEquals(Optional.empty(), new ForwardingNote(file).read());
    }
}
