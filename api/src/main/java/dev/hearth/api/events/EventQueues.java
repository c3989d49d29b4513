package dev.hearth.api.events;

import java.util.List;

/** Looks at the queue of events. */
@FunctionalInterface
public interface EventQueues {
    /** One for each function with events or a history, by name. Never blocks for long. */
    List<FunctionQueue> queues();
}
