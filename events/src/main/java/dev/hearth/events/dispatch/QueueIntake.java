package dev.hearth.events.dispatch;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.EventIntake;
import dev.hearth.events.queue.EventQueue;
import dev.hearth.events.queue.QueuedEvent;
import java.util.concurrent.CompletableFuture;

/** The way into the queue. */
public final class QueueIntake implements EventIntake {
    private final EventQueue queue;
    private final EventCounts counts;

    public QueueIntake(EventQueue queue, EventCounts counts) {
        this.queue = queue;
        this.counts = counts;
    }

    @Override
    public CompletableFuture<Void> accept(AsyncEvent event) {
        FunctionCounts function = counts.of(event.function());
        function.adding();
        return queue.add(QueuedEvent.fresh(event))
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        function.added();
                    } else {
                        function.refused();
                    }
                });
    }
}
