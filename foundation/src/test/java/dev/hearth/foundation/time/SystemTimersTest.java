package dev.hearth.foundation.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SystemTimersTest {
    @Test
    void tasksRunInTheOrderOfTheirTimesAndNoneTooSoon() throws Exception {
        try (SystemTimers timers = new SystemTimers()) {
            BlockingQueue<String> done = new LinkedBlockingQueue<>();
            long start = System.nanoTime();

            timers.after(Duration.ofMillis(60), () -> done.add("later"));
            timers.after(Duration.ofMillis(30), () -> done.add("sooner"));

            assertEquals("sooner", done.poll(5, TimeUnit.SECONDS));
            assertEquals("later", done.poll(5, TimeUnit.SECONDS));
            assertTrue(System.nanoTime() - start >= Duration.ofMillis(60).toNanos());
        }
    }

    @Test
    void aCancelledTaskDoesNotRun() throws Exception {
        try (SystemTimers timers = new SystemTimers()) {
            BlockingQueue<String> done = new LinkedBlockingQueue<>();

            timers.after(Duration.ofMillis(20), () -> done.add("cancelled")).cancel();
            timers.after(Duration.ofMillis(40), () -> done.add("kept"));

            assertEquals("kept", done.poll(5, TimeUnit.SECONDS));
            assertTrue(done.isEmpty());
        }
    }

    @Test
    void aTaskThatThrowsDoesNotStopTheOthers() throws Exception {
        try (SystemTimers timers = new SystemTimers()) {
            CountDownLatch next = new CountDownLatch(1);

            timers.after(
                    Duration.ZERO,
                    () -> {
                        throw new IllegalStateException("on purpose");
                    });
            timers.after(Duration.ofMillis(1), next::countDown);

            assertTrue(next.await(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void aTaskThatFallsDueBeforeTheOneWaitedForIsNotLate() throws Exception {
        try (SystemTimers timers = new SystemTimers()) {
            BlockingQueue<String> done = new LinkedBlockingQueue<>();

            timers.after(Duration.ofHours(1), () -> done.add("far"));
            timers.after(Duration.ofDays(100_000), () -> done.add("farther"));
            timers.after(Duration.ofMillis(30), () -> done.add("cancelled")).cancel();
            timers.after(Duration.ofMillis(60), () -> done.add("near"));

            assertEquals("near", done.poll(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void nothingIsDoneAfterClosing() throws Exception {
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        SystemTimers timers = new SystemTimers();
        timers.after(Duration.ofMillis(20), () -> done.add("before"));

        timers.close();
        timers.after(Duration.ZERO, () -> done.add("after"));

        assertEquals(null, done.poll(100, TimeUnit.MILLISECONDS));
    }
}
