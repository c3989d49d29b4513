package dev.hearth.events.queue;

import dev.hearth.events.broker.BrokerConnection;
import dev.hearth.events.broker.DiskUse;

/**
 * The room on the disk of a broker that somebody else runs, as far as the broker tells: below the
 * limit it has been given (its {@code max-disk-usage}). What it has said last holds; one that never
 * tells has room.
 */
public final class BrokerRoom implements Room {
    /**
     * Shares of the disk. A broker looks at its disk every five seconds and is asked every few:
     * what comes in between must fit into the rest.
     */
    static final double KEPT_FOR_RETRIES = 0.02;

    static final double KEPT_FOR_MOVES = 0.01;

    private volatile double left = 1;

    @Override
    public void look(BrokerConnection connection) {
        connection.diskUse().ifPresent(this::found);
    }

    void found(DiskUse use) {
        left = use.left();
    }

    @Override
    public boolean add(long bytes, long underWay) {
        return left > KEPT_FOR_RETRIES;
    }

    @Override
    public boolean retry(long bytes) {
        return left > KEPT_FOR_MOVES;
    }

    @Override
    public boolean move(long bytes) {
        return left > 0;
    }
}
