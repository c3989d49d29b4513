package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.events.testing.ChildJvm;
import dev.hearth.events.testing.CrashReport;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.SystemTimers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with the queue is killed, again and again, over one folder, while it adds more than it
 * settles: most of it is in pages. {@code dev/crash-run} runs it for longer.
 */
class QueueCrashTest {
    private final CrashReport report =
            new CrashReport(
                    "4-queue.md",
                    "The queue alone, deep in pages: adds, retries, moves and settlements at random",
                    QueueChurn.AT_ONCE + " adds at once of up to 300 KB");

    @TempDir Path folder;
    private int twice;

    @Test
    void everyAcknowledgedEventIsThereOrWasSettled() throws Exception {
        Path book = folder.resolve("book");
        churn(book);
        List<String> lines = Files.readAllLines(book);
        Set<String> added = noted(QueueChurn.ADDED, lines);
        Set<String> settled = noted(QueueChurn.SETTLED, lines);
        assertTrue(added.size() > 500 && settled.size() > 100, "hardly any load");

        Set<String> left = drain();
        Set<String> lost = new HashSet<>(added);
        lost.removeAll(noted(QueueChurn.SETTLING, lines));
        lost.removeAll(left);
        Set<String> again = new HashSet<>(left);
        again.retainAll(settled);
        report.count("acknowledged", added.size());
        report.count("settled", settled.size());
        report.count("still queued at the end", left.size());
        report.lost(lost.size());
        report.count("there more than once", twice);
        report.count("settled, and there all the same", again.size());
        report.write();
        assertEquals(Set.of(), lost);
        assertEquals(Set.of(), again, "settled, and there all the same");
    }

    private void churn(Path book) throws Exception {
        Random random = new Random(CrashReport.SEED);
        long end = System.nanoTime() + CrashReport.LOAD.toNanos();
        Optional<Long> killed = Optional.empty();
        for (int life = 0; System.nanoTime() < end; life++) {
            try (ChildJvm child =
                    ChildJvm.start(
                            QueueChurn.class,
                            folder.toString(),
                            book.toString(),
                            Long.toString(CrashReport.SEED * 1_000 + life))) {
                killed.ifPresent(
                        at -> report.killed("the queue", Duration.ofNanos(System.nanoTime() - at)));
                TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(1_500));
                child.kill();
                killed = Optional.of(System.nanoTime());
            }
        }
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
            while (isAnyLeft(queue)) {
                Taken next = queue.take();
                if (!ids.add(next.event().event().requestId())) {
                    twice++;
                }
                CompletableFuture<Void> done = next.done();
                if (queue.taken.isEmpty()) {
                    done.get(20, TimeUnit.SECONDS);
                }
            }
            assertTrue(queue.staysEmpty());
        }
        return ids;
    }

    private static boolean isAnyLeft(TestQueue queue) throws Exception {
        if (!queue.taken.isEmpty()) {
            return true;
        }
        QueueDepth depth = queue.queue.depth().get(20, TimeUnit.SECONDS);
        return depth.ready() + depth.delayed() > 0;
    }
}
