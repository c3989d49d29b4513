package dev.hearth.events.mapping.sqs;

import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a mapping: found when first asked for, and looked at again now and then, as its
 * owner may change its visibility timeout. For many threads.
 */
final class KnownQueue {
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final QueueArn arn;
    private final SqsClients clients;
    private final Clock clock;
    private final Runnable whenFound;
    private final AtomicLong lookedNanos = new AtomicLong();
    private final Object finding = new Object();
    private volatile @Nullable SqsQueue queue;

    /**
     * @param whenFound does not block
     */
    KnownQueue(QueueArn arn, SqsClients clients, Clock clock, Runnable whenFound) {
        this.arn = arn;
        this.clients = clients;
        this.clock = clock;
        this.whenFound = whenFound;
    }

    /**
     * Blocks while it is not known, or has to be looked at again.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when it cannot be found or read
     */
    SqsQueue get() {
        SqsQueue known = queue;
        return known == null ? find() : upToDate(known);
    }

    /** It could not be used: it is to be found again. */
    void forget() {
        synchronized (finding) {
            queue = null;
        }
    }

    private SqsQueue find() {
        synchronized (finding) {
            SqsQueue known = queue;
            if (known != null) {
                return known;
            }
            SqsQueue found = SqsQueue.find(clients.in(arn.region()), arn);
            lookedNanos.set(clock.nanos());
            queue = found;
            whenFound.run();
            return found;
        }
    }

    /** One poller looks; the others go on meanwhile with what is known. */
    private SqsQueue upToDate(SqsQueue known) {
        long looked = lookedNanos.get();
        long now = clock.nanos();
        if (now - looked < LOOK_AGAIN.toNanos() || !lookedNanos.compareAndSet(looked, now)) {
            return known;
        }
        SqsQueue fresh = known.lookAgain();
        synchronized (finding) {
            if (queue == known) {
                queue = fresh;
            }
        }
        return fresh;
    }
}
