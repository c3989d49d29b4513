package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.broker.DamagedJournalException;
import dev.hearth.foundation.testing.SimulatedTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals that the real broker has written, changed on disk while it was stopped. */
class DamagedQueueTest {
    private static final int EVENTS = 60;
    private static final int SIZE = 1_000;

    @TempDir Path folder;
    private final SimulatedTime time = new SimulatedTime();
    private Path file = Path.of("unset");
    private byte[] journal = new byte[0];

    @BeforeEach
    void writeEvents() throws Exception {
        try (TestQueue queue = new TestQueue(folder, time, time)) {
            for (int i = 0; i < EVENTS; i++) {
                queue.add(Events.random(idOf(i), "f" + i, time.now(), SIZE));
            }
        }
        try (Stream<Path> files = Files.list(folder.resolve("queue/journal"))) {
            for (Path each : files.toList()) {
                byte[] bytes = Files.readAllBytes(each);
                if (find(bytes, idOf(0)) >= 0) {
                    file = each;
                    journal = bytes;
                }
            }
        }
    }

    private static String idOf(int event) {
        return "event-%03d".formatted(event);
    }

    private static int find(byte[] bytes, String id) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(id);
    }

    private Set<String> idsAfterARestart(int events) throws Exception {
        Set<String> ids = new HashSet<>();
        try (TestQueue queue = new TestQueue(folder, time, time)) {
            queue.deliver();
            queue.take(events).forEach(taken -> ids.add(taken.event().event().requestId()));
            assertTrue(queue.staysEmpty());
        }
        return ids;
    }

    @Test
    void refusesToStartWithDamageBetweenEventsAndTouchesNothing() throws Exception {
        int at = find(journal, idOf(20));
        for (int i = at; i < at + SIZE + 200; i++) {
            journal[i] = (byte) ~journal[i];
        }
        Files.write(file, journal);
        Map<Path, ByteBuffer> before = everything();
        DamagedJournalException refusal =
                assertThrows(
                        DamagedJournalException.class,
                        () -> new TestQueue(folder, time, time).close());
        assertTrue(refusal.problem().contains(file.toString()), refusal.problem());
        assertEquals(before, everything());
    }

    private Map<Path, ByteBuffer> everything() throws IOException {
        Map<Path, ByteBuffer> bytes = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                bytes.put(each, ByteBuffer.wrap(Files.readAllBytes(each)));
            }
        }
        return bytes;
    }

    @Test
    void damageWithinAnEventIsFoundByItsChecksumAndTheOthersAreDelivered() throws Exception {
        int at = find(journal, idOf(20));
        journal[at + 1] ^= 0x20;
        Files.write(file, journal);
        Set<String> ids = idsAfterARestart(EVENTS - 1);
        assertEquals(EVENTS - 1, ids.size());
        assertTrue(!ids.contains(idOf(20)));
    }

    @Test
    void startsWithATornEndAndDeliversAllBeforeIt() throws Exception {
        int at = find(journal, idOf(50)) + SIZE / 2;
        Arrays.fill(journal, at, journal.length, (byte) 0);
        Files.write(file, journal);
        assertEquals(50, idsAfterARestart(50).size());
        assertEquals(50, idsAfterARestart(50).size());
    }

    @Test
    void startsWithAFileThatWasCutShort() throws Exception {
        Files.write(file, Arrays.copyOf(journal, find(journal, idOf(50)) + SIZE / 2));
        assertEquals(50, idsAfterARestart(50).size());
    }

    @Test
    void startsWithGarbageAtTheEnd() throws Exception {
        int at = find(journal, idOf(50)) + SIZE / 2;
        byte[] garbage = Events.random("", "f", time.now(), journal.length - at).event().payload();
        System.arraycopy(garbage, 0, journal, at, garbage.length);
        Files.write(file, journal);
        assertEquals(50, idsAfterARestart(50).size());
    }
}
