package dev.hearth.foundation.http;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;

/**
 * How long a client may take over what it is at. One deadline runs at a time, and each replaces the
 * one before. Belongs to its event loop's thread.
 */
final class Deadlines {
    /** A client must take its answer at least this fast, on average. */
    private static final int SLOWEST_TAKING_BYTES_PER_SECOND = 16 * 1024;

    /**
     * How long a connection at its end still drops what comes in. Closed at once, the kernel would
     * reset it, and a client still sending would not see its answer.
     */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final HttpLimits limits;
    private final Alarm alarm;
    private boolean arriving;

    /**
     * @param expired runs on the event loop when a deadline has passed; none runs from then on
     */
    Deadlines(EventExecutor loop, HttpLimits limits, Runnable expired) {
        this.limits = limits;
        this.alarm = new Alarm(loop, expired);
    }

    /** Until a request begins. */
    void idle() {
        alarm.set(limits.idle());
    }

    /** Until a request is there whole; more of it coming in does not put that off. */
    void arriving() {
        if (!arriving) {
            arriving = true;
            alarm.set(limits.slowest());
        }
    }

    /** Whether a request has begun and has not been called whole. */
    boolean isArriving() {
        return arriving;
    }

    /** The request is there whole: how long it takes now is not the client's doing. */
    void arrived() {
        arriving = false;
        alarm.off();
    }

    /** Until the client has taken an answer of so many bytes. */
    void sending(long length) {
        alarm.set(
                limits.slowest().isZero()
                        ? Duration.ZERO
                        : limits.slowest().plusSeconds(length / SLOWEST_TAKING_BYTES_PER_SECOND));
    }

    /** Until a client that has been told all closes its side. */
    void lingering() {
        alarm.set(LINGER);
    }

    /** For good. */
    void close() {
        alarm.close();
    }
}
