package dev.hearth.events.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.EventBacklog;
import dev.hearth.api.events.EventBacklog.Unseen;
import dev.hearth.api.events.FunctionQueue;
import dev.hearth.api.function.FunctionId;
import dev.hearth.events.broker.EmbeddedBroker;
import dev.hearth.events.queue.DiskRoom;
import dev.hearth.events.queue.DurableEventQueue;
import dev.hearth.events.queue.QueueDepth;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.events.queue.Taken;
import dev.hearth.foundation.testing.SimulatedTime;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.SystemTimers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the queue after a restart. */
class BacklogTest {
    private static final FunctionId F = Stage.function("f");
    private static final FunctionId G = Stage.function("g");

    private final SimulatedTime time = new SimulatedTime();
    private final Instant start = time.now();
    private final EventCounts counts = new EventCounts(start);
    private CompletableFuture<QueueDepth> depth =
            CompletableFuture.completedFuture(QueueDepth.NOTHING);
    private final Backlog backlog = new Backlog(counts, () -> depth, time);

    @Test
    void whatTheQueueHoldsAndNobodyHasTakenIsNotLookedAt() {
        holds(new QueueDepth(100, 20, Map.of()));

        assertEquals(new EventBacklog(List.of(), unseen(100, 20)), backlog.look());
    }

    @Test
    void aLaneOfItsOwnSaysWhoseEventsAre() {
        holds(new QueueDepth(100, 0, Map.of(F, 70L)));
        counts.of(F).out(new Object(), earlier(F, 0));

        EventBacklog seen = backlog.look();

        assertEquals(List.of(70L), seen.functions().stream().map(FunctionQueue::waiting).toList());
        assertEquals(unseen(30, 0), seen.unseen());
    }

    @Test
    void theSumStaysRightWhileTheyComeOutAndOthersComeIn() {
        backlog.startedWith(12);
        holds(new QueueDepth(10, 2, Map.of()));
        Object taken = new Object();
        counts.of(F).out(taken, earlier(F, 0));
        counts.of(G).adding();
        holds(new QueueDepth(11, 2, Map.of()));
        assertEquals(unseen(9, 2), backlog.look().unseen());
        assertEquals(13, sum(backlog.look()));

        counts.of(F).again(taken, earlier(F, 1));
        holds(new QueueDepth(10, 3, Map.of()));
        assertEquals(unseen(9, 2), backlog.look().unseen());
        assertEquals(13, sum(backlog.look()));

        Object retried = new Object();
        counts.of(F).out(retried, earlier(F, 1));
        counts.of(F).in(retried);
        counts.of(F).ended(earlier(F, 1));
        holds(new QueueDepth(10, 2, Map.of()));
        assertEquals(unseen(9, 2), backlog.look().unseen());
        assertEquals(12, sum(backlog.look()));
    }

    @Test
    void eventsOfBeforeDoNotHideThoseThatCameSince() {
        counts.of(F).adding();
        counts.of(F).out(new Object(), earlier(F, 0));
        holds(new QueueDepth(2, 0, Map.of()));

        assertEquals(2, backlog.look().functions().getFirst().waiting());
    }

    @Test
    void aQueueThatHeldNothingHasNothingUnknown() {
        backlog.startedWith(0);
        holds(new QueueDepth(50, 0, Map.of()));

        assertEquals(unseen(0, 0), backlog.look().unseen());
    }

    @Test
    void whatAnotherProcessHasTakenIsNotCountedForEver() {
        counts.of(F).adding();
        counts.of(F).adding();
        holds(new QueueDepth(1, 0, Map.of()));
        assertEquals(1, sum(backlog.look()));

        holds(QueueDepth.NOTHING);
        assertEquals(0, sum(backlog.look()));
    }

    @Test
    void aQueueThatDoesNotAnswerIsUnknownNotEmpty() {
        depth = CompletableFuture.failedFuture(new IllegalStateException("away"));

        assertEquals(Optional.empty(), backlog.look().unseen());
    }

    @Test
    void theQueueIsNotAskedForEveryLook() {
        holds(new QueueDepth(5, 0, Map.of()));
        backlog.look();
        depth = CompletableFuture.failedFuture(new AssertionError("asked again"));

        assertEquals(unseen(5, 0), backlog.look().unseen());
    }

    @Test
    void aRealQueueIsCountedAfterARestart(@TempDir Path folder) throws Exception {
        try (SystemTimers timers = new SystemTimers()) {
            Instant now = Clock.system().now();
            try (DurableEventQueue queue = queue(folder, timers)) {
                for (int i = 0; i < 40; i++) {
                    add(queue, fresh(F, i, now));
                }
                for (int i = 0; i < 7; i++) {
                    add(queue, due(fresh(G, i, now), now.plusSeconds(200)));
                }
                moveToOwnLane(queue, 10);
            }
            try (DurableEventQueue queue = queue(folder, timers)) {
                queue.start();
                Backlog after =
                        new Backlog(
                                new EventCounts(Clock.system().now()),
                                queue::depth,
                                Clock.system());
                long before = Clock.system().nanos();
                EventBacklog seen = after.look();
                Duration took = Duration.ofNanos(Clock.system().nanos() - before);

                assertEquals(47, sum(seen));
                assertEquals(7, seen.unseen().orElseThrow().retrying());
                assertEquals(F, seen.functions().getFirst().function());
                assertTrue(seen.functions().getFirst().waiting() >= 10, seen.toString());
                assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, took.toString());
            }
        }
    }

    private static void moveToOwnLane(DurableEventQueue queue, int events) throws Exception {
        BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();
        queue.deliverTo(taken::add);
        for (int i = 0; i < events; i++) {
            Taken next = taken.poll(20, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing came");
            next.toOwnLane().get(20, TimeUnit.SECONDS);
        }
    }

    private static DurableEventQueue queue(Path folder, SystemTimers timers) {
        return new DurableEventQueue(
                new EmbeddedBroker(folder.resolve("queue")),
                new DiskRoom(folder, Clock.system()),
                Clock.system(),
                timers);
    }

    private static void add(DurableEventQueue queue, QueuedEvent event) throws Exception {
        queue.add(event).get(20, TimeUnit.SECONDS);
    }

    private static QueuedEvent fresh(FunctionId function, int number, Instant at) {
        return QueuedEvent.fresh(
                new AsyncEvent(
                        "event-" + number, function, Optional.empty(), new byte[10], "", at));
    }

    private static QueuedEvent due(QueuedEvent event, Instant due) {
        return new QueuedEvent(event.event(), 1, 1, 0, due);
    }

    private QueuedEvent earlier(FunctionId function, int errors) {
        QueuedEvent event = fresh(function, 0, start.minusSeconds(5));
        return new QueuedEvent(event.event(), errors, errors, 0, event.due());
    }

    /** Long enough after the last look that the queue is asked again. */
    private void holds(QueueDepth stored) {
        time.advance(Duration.ofSeconds(1));
        depth = CompletableFuture.completedFuture(stored);
    }

    private static Optional<Unseen> unseen(long waiting, long retrying) {
        return Optional.of(new Unseen(waiting, retrying));
    }

    private static long sum(EventBacklog backlog) {
        Unseen unseen = backlog.unseen().orElseThrow();
        return unseen.waiting()
                + unseen.retrying()
                + backlog.functions().stream()
                        .mapToLong(q -> q.waiting() + q.inFlight() + q.retrying())
                        .sum();
    }
}
