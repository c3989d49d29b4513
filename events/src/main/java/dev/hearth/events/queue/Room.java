package dev.hearth.events.queue;

import dev.hearth.events.broker.BrokerConnection;

/**
 * Whether the broker's disk has room. The broker must never meet a full one: it takes what it could
 * not write into a page for written. So new events are refused first. When others, or retries, take
 * of what is left, an event to be tried again is not written again but kept out; at the last, due
 * events wait where they are. Acknowledgements always go on: they need little, and free more.
 */
public interface Room {
    /**
     * Whether a new event may be added; counts it as added then.
     *
     * @param underWay bytes of events that may not have reached the disk
     */
    boolean add(long bytes, long underWay);

    /** Whether an event may be written again, as what it has become; counts it then. */
    boolean retry(long bytes);

    /** Whether due events may be moved, which frees what they took before; counts them then. */
    boolean move(long bytes);

    /** Called now and then while there is a connection. May block for a round trip. */
    default void look(BrokerConnection connection) {}
}
