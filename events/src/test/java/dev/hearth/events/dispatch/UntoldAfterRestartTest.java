package dev.hearth.events.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.invoke.InvokeOrder;
import dev.hearth.events.broker.EmbeddedBroker;
import dev.hearth.events.destination.Destinations;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.events.destination.Ending;
import dev.hearth.events.queue.DiskRoom;
import dev.hearth.events.queue.DurableEventQueue;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.SystemTimers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event that is over, and whose destination was down when the server ended. */
class UntoldAfterRestartTest {
    private static final FunctionId F = Stage.function("f");

    private final List<InvokeOrder> invokes = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Ending> tellings = new LinkedBlockingQueue<>();

    @TempDir Path folder;

    @Test
    void isToldByTheNextServerAndNotInvokedAgain() throws Exception {
        try (SystemTimers timers = new SystemTimers()) {
            try (DurableEventQueue queue = queue(timers)) {
                Dispatcher dispatcher = dispatcher(timers, true);
                dispatcher.drain(queue);
                EventCounts counts = new EventCounts(Clock.system().now());
                new QueueIntake(queue, counts).accept(event()).get(20, TimeUnit.SECONDS);
                next();
                dispatcher.close();
                dispatcher.awaitSettled(Duration.ofSeconds(10));
            }
            try (DurableEventQueue queue = queue(timers)) {
                queue.start();
                dispatcher(timers, false).drain(queue);

                Ending told = next();
                assertEquals("event-1", told.event().event().requestId());
                assertEquals(Optional.of("Unhandled"), told.answer().orElseThrow().functionError());
                assertEquals(1, told.event().invokes());
                assertEquals(1, invokes.size());
            }
        }
    }

    private Ending next() throws InterruptedException {
        Ending next = tellings.poll(20, TimeUnit.SECONDS);
        assertTrue(next != null, "nobody was told");
        return next;
    }

    private Dispatcher dispatcher(SystemTimers timers, boolean down) {
        Destinations destinations =
                ending -> {
                    tellings.add(ending);
                    return CompletableFuture.completedFuture(
                            down ? new Told(0, 0, 0, Optional.of(ending)) : new Told(1, 0, 0));
                };
        return new Dispatcher(
                (_, _) -> Optional.of(Stage.policy(0, OptionalInt.empty())),
                order -> {
                    invokes.add(order);
                    return Stage.fails();
                },
                destinations,
                new EventCounts(Clock.system().now()),
                DispatchConfig.defaults(2),
                Clock.system(),
                timers);
    }

    private DurableEventQueue queue(SystemTimers timers) {
        return new DurableEventQueue(
                new EmbeddedBroker(folder.resolve("queue")),
                new DiskRoom(folder, Clock.system()),
                Clock.system(),
                timers);
    }

    private static AsyncEvent event() {
        return new AsyncEvent(
                "event-1", F, Optional.empty(), "{}".getBytes(UTF_8), "", Clock.system().now());
    }
}
