package dev.hearth.events.queue;

/** Takes events that are due. */
@FunctionalInterface
public interface Taker {
    /** Called on any thread; must not block, and must settle the event in the end. */
    void take(Taken taken);
}
