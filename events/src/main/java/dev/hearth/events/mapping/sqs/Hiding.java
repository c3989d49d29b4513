package dev.hearth.events.mapping.sqs;

import dev.hearth.foundation.time.Timers;
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
 * Keeps messages hidden while they are worked on, however long that takes: half a visibility
 * timeout after they were received, and again and again, the timeout begins anew.
 */
final class Hiding implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hiding.class);

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

    private void again() {
        next =
                timers.after(
                        queue.visibility().dividedBy(2),
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
