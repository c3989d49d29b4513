package dev.hearth.events.queue;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.error.ThrottleReason;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which new events are let in: so many under way at once, and only while the disk has room. */
final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    static final int MOST_UNDER_WAY = 8_192;
    static final long MOST_BYTES_UNDER_WAY = 64L << 20;

    private final Room room;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong bytesUnderWay = new AtomicLong();
    private final AtomicBoolean full = new AtomicBoolean();

    Admission(Room room) {
        this.room = room;
    }

    /**
     * Counts the event as under way, until it has {@link #left}.
     *
     * @throws ApiException when it must come another time
     */
    void enter(int size) {
        if (underWay.get() >= MOST_UNDER_WAY || bytesUnderWay.get() > MOST_BYTES_UNDER_WAY) {
            throw ApiException.throttled(ThrottleReason.CALLER_RATE);
        }
        boolean refused = !room.add(size, bytesUnderWay.get());
        if (refused != full.get() && full.compareAndSet(!refused, refused)) {
            tell(refused);
        }
        if (refused) {
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "The disk of the event queue is nearly full: events are not accepted.");
        }
        underWay.incrementAndGet();
        bytesUnderWay.addAndGet(size);
    }

    void left(int size) {
        underWay.decrementAndGet();
        bytesUnderWay.addAndGet(-size);
    }

    private static void tell(boolean refused) {
        if (refused) {
            log.error(
                    "the disk of the event queue is nearly full: events are refused (503) until"
                            + " there is room. Free some, or let functions catch up");
        } else {
            log.info("the disk of the event queue has room again: events are accepted");
        }
    }
}
