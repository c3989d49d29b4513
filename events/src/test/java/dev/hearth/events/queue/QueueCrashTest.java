package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.testing.ChildJvm;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.SystemTimers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with the queue is killed, again and again, over one folder. */
class QueueCrashTest {
    private static final int KILLS = Integer.getInteger("queue.kills", 5);
    private static final long SEED = Long.getLong("queue.seed", 1);

    @TempDir Path folder;

    @Test
    void everyAcknowledgedEventIsThereOrWasSettled() throws Exception {
        Random random = new Random(SEED);
        Path book = folder.resolve("book");
        for (int life = 0; life < KILLS; life++) {
            try (ChildJvm child =
                    ChildJvm.start(
                            QueueChurn.class,
                            folder.toString(),
                            book.toString(),
                            Long.toString(SEED * 1_000 + life))) {
                TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1_500));
                child.kill();
            }
        }
        List<String> lines = Files.readAllLines(book);
        Set<String> added = noted(QueueChurn.ADDED, lines);
        Set<String> settled = noted(QueueChurn.SETTLED, lines);
        assertTrue(added.size() > 500 && settled.size() > 100, "hardly any load");

        Set<String> left = drain();
        Set<String> lost = new HashSet<>(added);
        lost.removeAll(noted(QueueChurn.SETTLING, lines));
        lost.removeAll(left);
        System.out.printf(
                "kills %d, acknowledged %d, settled %d, left %d, lost %d%n",
                KILLS, added.size(), settled.size(), left.size(), lost.size());
        assertEquals(Set.of(), lost);
        left.retainAll(settled);
        assertEquals(Set.of(), left, "settled, and there all the same");
    }

    private static Set<String> noted(String what, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(what + " "))
                .map(line -> line.substring(what.length() + 1))
                .collect(Collectors.toSet());
    }

    private Set<String> drain() throws Exception {
        Set<String> ids = new HashSet<>();
        try (SystemTimers timers = new SystemTimers();
                TestQueue queue = new TestQueue(folder, Clock.system(), timers)) {
            queue.deliver();
            QueueDepth depth = queue.queue.depth().get(20, TimeUnit.SECONDS);
            while (depth.ready() + depth.delayed() > 0) {
                Taken next = queue.take();
                assertTrue(
                        ids.add(next.event().event().requestId()),
                        () -> "twice: " + next.event().event().requestId());
                next.done().get(20, TimeUnit.SECONDS);
                if (queue.taken.isEmpty()) {
                    depth = queue.queue.depth().get(20, TimeUnit.SECONDS);
                }
            }
            assertTrue(queue.staysEmpty());
        }
        return ids;
    }
}
