package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.events.broker.EmbeddedBroker;
import dev.hearth.foundation.testing.SimulatedTime;
import dev.hearth.foundation.testing.SmallDisk;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue on a real disk of a few megabytes, which root must mount. */
class FullDiskTest {
    private static final int MEGABYTES = 128;
    private static final int SIZE = 100_000;
    private static final int AT_ONCE = 16;

    @TempDir Path folder;
    private final SimulatedTime time = new SimulatedTime();
    private final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
    private final Set<String> acknowledged = new HashSet<>();
    private int numbers;

    private DurableEventQueue open(Path disk, Path watched) {
        DurableEventQueue queue =
                new DurableEventQueue(
                        new EmbeddedBroker(disk.resolve("queue")),
                        new DiskRoom(watched, Clock.system()),
                        time,
                        time);
        queue.start();
        return queue;
    }

    /** Adds some at once; says why one was refused. */
    private List<Throwable> add(DurableEventQueue queue, int size) throws Exception {
        Map<String, CompletableFuture<Void>> added = new LinkedHashMap<>();
        for (int i = 0; i < AT_ONCE; i++) {
            String id = "event-" + numbers++;
            added.put(id, queue.add(Events.random(id, "f", time.now(), size)));
        }
        List<Throwable> refusals = new ArrayList<>();
        for (Map.Entry<String, CompletableFuture<Void>> one : added.entrySet()) {
            try {
                one.getValue().get(30, TimeUnit.SECONDS);
                acknowledged.add(one.getKey());
            } catch (ExecutionException e) {
                refusals.add(e.getCause());
            }
        }
        return refusals;
    }

    private void fill(DurableEventQueue queue) throws Exception {
        List<Throwable> refusals = List.of();
        while (refusals.isEmpty()) {
            refusals = add(queue, SIZE);
            assertTrue(numbers < 10_000, "the disk takes more than it holds");
        }
        for (Throwable refusal : refusals) {
            ApiException words = (ApiException) refusal;
            assertEquals(ErrorCode.SERVICE_UNAVAILABLE, words.code());
        }
    }

    private static long free(Path disk) throws IOException {
        return Files.getFileStore(disk).getUsableSpace();
    }

    private void settleAll(Set<String> expected) throws InterruptedException, ExecutionException {
        Set<String> left = new HashSet<>(expected);
        while (!left.isEmpty()) {
            Taken next = taken.poll(300, TimeUnit.MILLISECONDS);
            if (next == null) {
                time.advance(Duration.ofSeconds(1));
                next = taken.poll(20, TimeUnit.SECONDS);
            }
            assertTrue(next != null, () -> "lost: " + left + " of " + expected.size());
            left.remove(next.event().event().requestId());
            try {
                next.done().get(20, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException e) {
                left.add(next.event().event().requestId());
            }
        }
    }

    @Test
    void refusesEventsInTimeAndRetriesWithoutFillingTheDisk() throws Exception {
        Path disk = folder.resolve("disk");
        try (SmallDisk _ = new SmallDisk(disk, MEGABYTES)) {
            try (DurableEventQueue queue = open(disk, disk)) {
                fill(queue);
                assertTrue(acknowledged.size() > 100, "hardly any were taken");
                assertTrue(free(disk) > DiskRoom.LEAST_RESERVED_BYTES / 2, "too late");
                queue.deliverTo(taken::add);
                long least = Long.MAX_VALUE;
                long enough = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                for (int i = 0; i < 3 * acknowledged.size() && System.nanoTime() < enough; i++) {
                    Taken next = taken.poll(300, TimeUnit.MILLISECONDS);
                    if (next == null) {
                        time.advance(Duration.ofSeconds(1));
                        continue;
                    }
                    var _ = next.again(Events.due(next.event(), time.now().plusSeconds(1)));
                    least = Math.min(least, free(disk));
                }
                assertTrue(least > 1 << 20, "retries filled the disk");
                settleAll(acknowledged);
                Set<String> before = new HashSet<>(acknowledged);
                long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
                while (!add(queue, 1_000).isEmpty() && System.nanoTime() < until) {
                    TimeUnit.MILLISECONDS.sleep(300);
                }
                acknowledged.removeAll(before);
                assertTrue(acknowledged.size() >= AT_ONCE, "nothing is accepted again");
                settleAll(acknowledged);
            }
        }
    }

    @Test
    void triesEventsAgainWithoutWritingWhileTheDiskIsFullAndStillSettles() throws Exception {
        Path disk = folder.resolve("disk");
        try (SmallDisk _ = new SmallDisk(disk, MEGABYTES)) {
            try (DurableEventQueue queue = open(disk, disk)) {
                add(queue, SIZE);
                queue.deliverTo(taken::add);
                Taken first = taken.poll(20, TimeUnit.SECONDS);
                Taken second = taken.poll(20, TimeUnit.SECONDS);
                assertTrue(first != null && second != null);
                Path ballast = ballast(disk, free(disk) - (4 << 20));
                TimeUnit.MILLISECONDS.sleep(200);
                assertEquals(AT_ONCE, add(queue, 100).size());
                long before = free(disk);
                first.again(Events.due(first.event(), time.now().plusSeconds(5)))
                        .get(20, TimeUnit.SECONDS);
                assertEquals(before, free(disk));
                second.done().get(20, TimeUnit.SECONDS);
                acknowledged.remove(second.event().event().requestId());

                time.advance(Duration.ofSeconds(6));
                Taken again = taken.poll(20, TimeUnit.SECONDS);
                while (again != null && again.event().invokes() == 0) {
                    again = taken.poll(20, TimeUnit.SECONDS);
                }
                assertTrue(again != null, "it is not tried again while the disk is full");
                again.done().get(20, TimeUnit.SECONDS);
                acknowledged.remove(again.event().event().requestId());
                Files.delete(ballast);
            }
            try (DurableEventQueue queue = open(disk, disk)) {
                taken.clear();
                queue.deliverTo(taken::add);
                settleAll(acknowledged);
            }
        }
    }

    /**
     * Nobody looks for room, so that the broker meets a full disk. What is in its very last writes
     * it may take for written: that is why room is looked for.
     */
    @Test
    void comesBackByItselfAfterAWriteFailedWithAllThatWasWrittenBefore() throws Exception {
        Path disk = folder.resolve("disk");
        try (SmallDisk _ = new SmallDisk(disk, MEGABYTES)) {
            // Room is looked for where there is always some.
            try (DurableEventQueue queue = open(disk, folder)) {
                queue.deliverTo(taken::add);
                Set<String> before = Set.of();
                for (List<Throwable> refused = List.of(); refused.isEmpty(); ) {
                    before = Set.copyOf(acknowledged);
                    refused = add(queue, SIZE);
                }
                assertTrue(before.size() > 100, "hardly any were taken");
                acknowledged.retainAll(before);
                grow(disk);
                boolean back = false;
                for (int i = 0; i < 120 && !back; i++) {
                    time.advance(Duration.ofSeconds(1));
                    back = add(queue, 100).isEmpty();
                    TimeUnit.MILLISECONDS.sleep(200);
                }
                assertTrue(back, "nothing is accepted again");
                settleAll(acknowledged);
            }
        }
    }

    private static void grow(Path disk) throws IOException, InterruptedException {
        int code =
                new ProcessBuilder("mount", "-o", "remount,size=512m", disk.toString())
                        .inheritIO()
                        .start()
                        .waitFor();
        assertEquals(0, code);
    }

    private static Path ballast(Path disk, long bytes) throws IOException {
        Path file = disk.resolve("ballast");
        byte[] chunk = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = bytes; left > 0; left -= chunk.length) {
                out.write(chunk, 0, (int) Math.min(left, chunk.length));
            }
        }
        return file;
    }
}
