package dev.hearth.bench.events;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.function.FunctionId;
import dev.hearth.events.broker.EmbeddedBroker;
import dev.hearth.events.queue.DiskRoom;
import dev.hearth.events.queue.DurableEventQueue;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.SystemTimers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Fills the queue of a server that is not running with events that have failed once. */
final class Retries {
    private static final int IN_FLIGHT = 1_000;

    private final Path data;
    private final FunctionId function;
    private final byte[] payload;

    Retries(Path data, FunctionId function, String payload) {
        this.data = data;
        this.function = function;
        this.payload = payload.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * @param firstDue when the first comes again
     * @param within the others, evenly
     */
    void add(int count, Instant firstDue, Duration within) throws InterruptedException {
        Clock clock = Clock.system();
        Semaphore room = new Semaphore(IN_FLIGHT);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        try (SystemTimers timers = new SystemTimers();
                EmbeddedBroker broker = new EmbeddedBroker(data.resolve("queue"));
                DurableEventQueue queue =
                        new DurableEventQueue(broker, new DiskRoom(data, clock), clock, timers)) {
            for (int i = 0; i < count; i++) {
                room.acquire();
                Instant due = firstDue.plus(within.multipliedBy(i).dividedBy(count));
                var _ =
                        queue.add(failedOnce(clock.now(), due))
                                .whenComplete((_, failure) -> {
                                    if (failure != null) {
                                        failed.set(failure);
                                    }
                                    room.release();
                                });
            }
            room.acquire(IN_FLIGHT);
        }
        if (failed.get() != null) {
            throw new IllegalStateException("the queue did not take all", failed.get());
        }
    }

    private QueuedEvent failedOnce(Instant now, Instant due) {
        AsyncEvent event =
                new AsyncEvent(
                        UUID.randomUUID().toString(),
                        function,
                        Optional.empty(),
                        payload,
                        "Root=1-00000000-000000000000000000000000",
                        now);
        return new QueuedEvent(event, 1, 1, 0, due);
    }
}
