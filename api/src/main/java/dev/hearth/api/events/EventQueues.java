package dev.hearth.api.events;

/** Looks at the queue of events. */
@FunctionalInterface
public interface EventQueues {
    /** Blocks while the queue is asked how much it holds, for two seconds at most. */
    EventBacklog look();
}
