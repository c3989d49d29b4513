package dev.hearth.events.queue;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.function.FunctionId;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/** Events for tests. */
final class Events {
    private Events() {}

    static FunctionId function(String name) {
        return new FunctionId("000000000000", "us-east-1", name);
    }

    static QueuedEvent event(String id, String function, Instant at, int size) {
        return event(id, function, at, new byte[size]);
    }

    /** One whose payload is the same for the same size, and compresses badly. */
    static QueuedEvent random(String id, String function, Instant at, int size) {
        byte[] payload = new byte[size];
        new Random(size).nextBytes(payload);
        return event(id, function, at, payload);
    }

    private static QueuedEvent event(String id, String function, Instant at, byte[] payload) {
        return QueuedEvent.fresh(
                new AsyncEvent(id, function(function), Optional.empty(), payload, "Root=1", at));
    }

    static QueuedEvent due(QueuedEvent event, Instant due) {
        return new QueuedEvent(
                event.event(),
                event.invokes() + 1,
                event.functionErrors() + 1,
                event.systemErrors(),
                due);
    }
}
