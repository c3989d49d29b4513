package dev.hearth.foundation.actor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final List<String> seen = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(fault -> seen.add("fault: " + fault.getMessage()));

    @Test
    void whatComesWhileOneTaskRunsRunsAfterIt() {
        mailbox.run(() -> {
            mailbox.run(() -> seen.add("second"));
            seen.add("first");
        });

        assertEquals(List.of("first", "second"), seen);
    }

    @Test
    void aTaskThatThrowsIsToldOfAndStopsNoOther() {
        mailbox.run(() -> {
            mailbox.run(() -> seen.add("waited for it"));
            throw new IllegalStateException("exception");
        });
        mailbox.run(() -> {
            throw new AssertionError("error");
        });
        mailbox.run(() -> seen.add("came later"));

        assertEquals(
                List.of("fault: exception", "waited for it", "fault: error", "came later"), seen);
    }

    @Test
    void evenAHandlerThatThrowsStopsNoTask() {
        Mailbox careless =
                new Mailbox(fault -> {
                    throw new IllegalStateException("handler");
                });
        careless.run(() -> {
            throw new AssertionError("error");
        });
        careless.run(() -> seen.add("came later"));

        assertEquals(List.of("came later"), seen);
    }

    @Test
    void tasksOfManyThreadsRunOneAtATimeThoughSomeThrow() throws InterruptedException {
        AtomicInteger faults = new AtomicInteger();
        Mailbox shared = new Mailbox(_ -> faults.incrementAndGet());
        int[] count = new int[1];
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int task = 0; task < 10_000; task++) {
                                    shared.run(() -> {
                                        if (++count[0] % 3 == 0) {
                                            throw new IllegalStateException("every third");
                                        }
                                    });
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertEquals(80_000, count[0]);
        assertEquals(80_000 / 3, faults.get());
    }
}
