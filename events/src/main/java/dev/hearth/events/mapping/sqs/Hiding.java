package dev.hearth.events.mapping.sqs;

import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Keeps messages hidden while they are worked on, however long that takes: shortly before their
 * visibility timeout ends, and again and again, it begins anew. Not sooner, so that what fails
 * within the timeout shows again when it ends, as on AWS.
 */
final class Hiding implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hiding.class);

    /** For the request that extends, or a tenth of the timeout where that is more. */
    private static final Duration LEAST_MARGIN = Duration.ofSeconds(2);

    private final SqsQueue queue;
    private final Timers timers;
    private final Map<String, Message> hidden = new LinkedHashMap<>();
    private Timers.@Nullable Timer next;
    private boolean closed;

    Hiding(SqsQueue queue, Timers timers) {
        this.queue = queue;
        this.timers = timers;
    }

    synchronized void add(Collection<Message> messages) {
        messages.forEach(message -> hidden.put(message.receiptHandle(), message));
        if (next == null && !closed && !hidden.isEmpty()) {
            again();
        }
    }

    /** These are done with. */
    synchronized void drop(Collection<Message> messages) {
        messages.forEach(message -> hidden.remove(message.receiptHandle()));
    }

    /** At least half of a timeout goes by, however short it is. */
    static Duration extendAfter(Duration visibility) {
        Duration tenth = visibility.dividedBy(10);
        Duration margin = tenth.compareTo(LEAST_MARGIN) > 0 ? tenth : LEAST_MARGIN;
        Duration half = visibility.dividedBy(2);
        return margin.compareTo(half) > 0 ? half : visibility.minus(margin);
    }

    private void again() {
        next =
                timers.after(
                        extendAfter(queue.visibility()),
                        () -> Thread.ofVirtual().name("hearth-sqs-hiding").start(this::extend));
    }

    private void extend() {
        List<Message> messages = current();
        if (messages.isEmpty()) {
            return;
        }
        try {
            queue.hide(messages, queue.visibility());
        } catch (SdkException e) {
            LOG.warn("messages may be given twice: they cannot be kept hidden: {}", e.getMessage());
        }
        synchronized (this) {
            if (!closed) {
                again();
            }
        }
    }

    private synchronized List<Message> current() {
        return closed ? List.of() : new ArrayList<>(hidden.values());
    }

    /** What is still hidden shows when its timeout ends. */
    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }
}
