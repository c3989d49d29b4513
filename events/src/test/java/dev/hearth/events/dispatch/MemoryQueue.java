package dev.hearth.events.dispatch;

import dev.hearth.api.function.FunctionId;
import dev.hearth.events.queue.EventQueue;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.events.queue.Taken;
import dev.hearth.events.queue.Taker;
import dev.hearth.foundation.testing.SimulatedTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Events in memory: one lane for all, and lanes of functions' own; so many out of each. */
final class MemoryQueue implements EventQueue {
    static final int WINDOW = 64;

    private static final Optional<FunctionId> SHARED = Optional.empty();

    private final SimulatedTime time;
    private final Map<Optional<FunctionId>, Lane> lanes = new HashMap<>();
    final Set<FunctionId> moved = new HashSet<>();
    int settled;

    /** So many settlements fail, and their events come again. */
    int failures;

    private int connections;

    MemoryQueue(SimulatedTime time) {
        this.time = time;
    }

    private Taker taker =
            taken -> {
                throw new IllegalStateException("nobody takes");
            };

    @Override
    public CompletableFuture<Void> add(QueuedEvent event) {
        whenDue(event);
        return CompletableFuture.completedFuture(null);
    }

    private void whenDue(QueuedEvent event) {
        Duration wait = Duration.between(time.now(), event.due());
        if (wait.isPositive()) {
            time.after(wait, () -> enter(event));
        } else {
            enter(event);
        }
    }

    private void enter(QueuedEvent event) {
        FunctionId function = event.event().function();
        lane(moved.contains(function) ? Optional.of(function) : SHARED).enter(event);
    }

    private Lane lane(Optional<FunctionId> owner) {
        return lanes.computeIfAbsent(owner, Lane::new);
    }

    /** What is out cannot be settled any more, and comes again at once. */
    void loseConnection() {
        connections++;
        List.copyOf(lanes.values()).forEach(Lane::deliverAgain);
    }

    int out() {
        return lanes.values().stream().mapToInt(lane -> lane.out.size()).sum();
    }

    @Override
    public void deliverTo(Taker newTaker) {
        taker = newTaker;
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException("tests do not close it");
    }

    private final class Lane {
        private final boolean own;
        private final Deque<QueuedEvent> waiting = new ArrayDeque<>();
        private final Set<Out> out = new LinkedHashSet<>();

        Lane(Optional<FunctionId> owner) {
            own = owner.isPresent();
        }

        void enter(QueuedEvent event) {
            waiting.add(event);
            pump();
        }

        void pump() {
            while (out.size() < WINDOW && !waiting.isEmpty()) {
                Out next = new Out(this, waiting.remove());
                out.add(next);
                taker.take(next);
            }
        }

        void deliverAgain() {
            List<Out> lost = List.copyOf(out);
            out.clear();
            lost.reversed().forEach(one -> waiting.addFirst(one.event));
            pump();
        }
    }

    private final class Out implements Taken {
        private final Lane lane;
        private final QueuedEvent event;
        private final int connection = connections;
        private boolean over;

        Out(Lane lane, QueuedEvent event) {
            this.lane = lane;
            this.event = event;
        }

        @Override
        public QueuedEvent event() {
            return event;
        }

        @Override
        public boolean inOwnLane() {
            return lane.own;
        }

        @Override
        public boolean isLost() {
            return connection < connections;
        }

        @Override
        public CompletableFuture<Void> done() {
            if (isLost() || failures-- > 0) {
                return fail();
            }
            settled++;
            return settle();
        }

        private CompletableFuture<Void> fail() {
            over();
            if (!isLost()) {
                lane.enter(event);
            }
            return CompletableFuture.failedFuture(new IllegalStateException("broker gone"));
        }

        @Override
        public CompletableFuture<Void> again(QueuedEvent changed) {
            if (isLost() || failures-- > 0) {
                return fail();
            }
            whenDue(changed);
            return settle();
        }

        @Override
        public CompletableFuture<Void> toOwnLane() {
            if (isLost()) {
                return fail();
            }
            moved.add(event.event().function());
            enter(event);
            return settle();
        }

        @Override
        public void giveBack() {
            over();
            if (!isLost()) {
                lane.waiting.addFirst(event);
            }
        }

        private void over() {
            if (over) {
                throw new IllegalStateException("settled twice");
            }
            over = true;
            lane.out.remove(this);
        }

        private CompletableFuture<Void> settle() {
            over();
            CompletableFuture<Void> durable = new CompletableFuture<>();
            time.after(
                    Duration.ofMillis(1),
                    () -> {
                        durable.complete(null);
                        lane.pump();
                    });
            return durable;
        }
    }
}
