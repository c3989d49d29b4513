package dev.hearth.events.mapping.sqs;

import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.events.mapping.EventSource;
import dev.hearth.events.mapping.MappedFunction;
import dev.hearth.events.mapping.Reading;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Reads SQS queues. Connects when the first mapping is made or read. */
public final class SqsSource implements EventSource {
    private static final Logger LOG = LoggerFactory.getLogger(SqsSource.class);
    private static final long LOUD = Long.MIN_VALUE;

    /** How long the server's end waits for a batch that is with its function. */
    private static final Duration LAST_BATCHES = Duration.ofSeconds(5);

    private final SqsClients clients;
    private final Clock clock;
    private final Timers timers;
    private final Entropy entropy;
    private final Set<SqsReading> readings = ConcurrentHashMap.newKeySet();
    private final AtomicLong quietSince = new AtomicLong(LOUD);

    public SqsSource(SqsSettings settings, Clock clock, Timers timers, Entropy entropy) {
        this.clients = new SqsClients(settings);
        this.clock = clock;
        this.timers = timers;
        this.entropy = entropy;
    }

    @Override
    public boolean reads(String eventSourceArn) {
        return QueueArn.matches(eventSourceArn);
    }

    @Override
    public Reading read(EventSourceMapping mapping, MappedFunction function) {
        QueueArn arn = QueueArn.parse(mapping.eventSourceArn());
        SqsReading reading =
                new SqsReading(
                        mapping, arn, clients, function, clock, timers, entropy, readings::remove);
        readings.add(reading);
        if (quietSince.get() == LOUD) {
            reading.start();
        }
        return reading;
    }

    @Override
    public Optional<String> refusal(String eventSourceArn, Duration functionTimeout) {
        QueueArn arn = QueueArn.parse(eventSourceArn);
        try {
            SqsQueue queue = SqsQueue.find(clients.in(arn.region()), arn);
            return tooShort(queue.ownVisibility(), functionTimeout);
        } catch (SdkException e) {
            LOG.debug("{} cannot be looked at", eventSourceArn, e);
            return QueueProblem.definite(e) ? Optional.of(QueueProblem.words(e)) : Optional.empty();
        }
    }

    private static Optional<String> tooShort(Duration visibility, Duration functionTimeout) {
        return visibility.compareTo(functionTimeout) >= 0
                ? Optional.empty()
                : Optional.of(
                        "Queue visibility timeout: %d seconds is less than Function timeout: %d seconds"
                                .formatted(visibility.toSeconds(), functionTimeout.toSeconds()));
    }

    @Override
    public void quiesce() {
        if (quietSince.compareAndSet(LOUD, clock.nanos())) {
            readings.forEach(reading -> {
                var _ = reading.stop();
            });
        }
    }

    /**
     * Polls that are open end here; what functions have been given is waited for first, all of it
     * together.
     */
    @Override
    public void close() {
        quiesce();
        readings.forEach(SqsReading::cut);
        long until = quietSince.get() + LAST_BATCHES.toNanos();
        readings.forEach(reading -> reading.await(until));
        clients.close();
    }
}
