package dev.hearth.events.broker;

/** Where durable queues are. */
public interface Broker extends AutoCloseable {
    /** Whether opening is worthwhile before anybody sends: there may be something in the queues. */
    boolean mayHoldEvents();

    /**
     * Whether a server is to start without it, and waits for it: somebody else runs it and starts
     * it again.
     */
    boolean mayBeAway();

    /**
     * Connects, and first starts the broker when it is embedded and not running. Blocks for as long
     * as that takes.
     *
     * @throws BrokerException in words for the operator
     */
    BrokerConnection connect();

    /** Stops the broker when it is embedded. Blocks. */
    @Override
    void close();
}
