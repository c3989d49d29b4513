package dev.hearth.events.mapping.sqs;

import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.events.mapping.BatchInvoker;
import dev.hearth.events.mapping.StopSignal;
import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Gathers a batch: waits for a first message, then for more until the batch is full, its window
 * ends, or there is as much as an invoke takes.
 */
final class Gathering {
    private final EventSourceMapping mapping;
    private final SqsQueue queue;
    private final Hiding hiding;
    private final Duration longestPoll;
    private final StopSignal stop;
    private final Clock clock;
    private final List<Message> messages = new ArrayList<>();
    private long bytes;
    private long firstNanos;

    Gathering(
            EventSourceMapping mapping,
            SqsQueue queue,
            Hiding hiding,
            Duration longestPoll,
            StopSignal stop,
            Clock clock) {
        this.mapping = mapping;
        this.queue = queue;
        this.hiding = hiding;
        this.longestPoll = longestPoll;
        this.stop = stop;
        this.clock = clock;
    }

    List<Message> gather() {
        receive(longestPoll);
        firstNanos = clock.nanos();
        while (!messages.isEmpty() && !full() && !stop.isGiven()) {
            Duration left = left();
            if (left.isZero()) {
                break;
            }
            receive(left);
        }
        return messages;
    }

    private void receive(Duration wait) {
        List<Message> more = queue.receive(mapping.batchSize() - messages.size(), wait);
        hiding.add(more);
        messages.addAll(more);
        for (Message message : more) {
            // Characters: close enough to stop gathering, and exact sizes are known when it is cut.
            bytes += message.body().length();
        }
    }

    /** Until the window ends, in whole seconds, as SQS counts: a batch may be up to one late. */
    private Duration left() {
        Duration left = mapping.batchingWindow().minusNanos(clock.nanos() - firstNanos);
        if (!left.isPositive()) {
            return Duration.ZERO;
        }
        Duration seconds = Duration.ofSeconds(left.plusSeconds(1).minusNanos(1).toSeconds());
        return seconds.compareTo(longestPoll) < 0 ? seconds : longestPoll;
    }

    /** Whether there may be more than this batch could take. */
    boolean full() {
        return messages.size() >= Math.min(mapping.batchSize(), batchOfOnePoll())
                || bytes >= BatchInvoker.MAX_PAYLOAD_BYTES;
    }

    /** With no window a batch is what one request gives. */
    private int batchOfOnePoll() {
        return mapping.batchingWindow().isZero() ? SqsQueue.MAX_MESSAGES : Integer.MAX_VALUE;
    }

    /** What has come so far. */
    List<Message> gathered() {
        return messages;
    }

    /** When the first message came. */
    long firstNanos() {
        return firstNanos;
    }
}
