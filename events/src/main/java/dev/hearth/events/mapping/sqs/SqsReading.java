package dev.hearth.events.mapping.sqs;

import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.events.mapping.MappedFunction;
import dev.hearth.events.mapping.PollerScale;
import dev.hearth.events.mapping.Reading;
import dev.hearth.events.mapping.ReadingReport;
import dev.hearth.events.mapping.StopSignal;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A queue being read: its pollers, and how many there are. Polls that are open when it is stopped
 * are left to end by themselves, within 20 s, and what they still receive is shown again at once:
 * cutting the connection could lose a message for its visibility timeout, as the queue would answer
 * to nobody.
 */
final class SqsReading implements Reading {
    /** As on AWS, for a mapping without a maximum of its own. */
    private static final int MAX_POLLERS = 1_250;

    private final EventSourceMapping mapping;
    private final SqsRecord.Form form;
    private final SqsClients clients;
    private final KnownQueue queue;
    private final MappedFunction function;
    private final Clock clock;
    private final Timers timers;
    private final Entropy entropy;
    private final Consumer<SqsReading> ended;
    private final StopSignal stop;
    private final PollerScale scale;
    private final Set<SqsPoller> pollers = new HashSet<>();
    private boolean growing;

    SqsReading(
            EventSourceMapping mapping,
            QueueArn arn,
            SqsClients clients,
            MappedFunction function,
            Clock clock,
            Timers timers,
            Entropy entropy,
            Consumer<SqsReading> ended) {
        this.mapping = mapping;
        this.form = new SqsRecord.Form(arn, !mapping.batchingWindow().isZero());
        this.clients = clients;
        this.queue = new KnownQueue(arn, clients, clock, this::found);
        this.function = function;
        this.clock = clock;
        this.timers = timers;
        this.entropy = entropy;
        this.ended = ended;
        this.stop = new StopSignal(timers);
        this.scale =
                new PollerScale(mapping.maximumConcurrency().orElse(MAX_POLLERS), clock.nanos());
    }

    synchronized void start() {
        grow();
    }

    @Override
    public synchronized CompletableFuture<Void> stop() {
        stop.give();
        return CompletableFuture.completedFuture(null);
    }

    /** Stops, and cuts open polls. */
    void cut() {
        running().forEach(SqsPoller::cut);
    }

    /** Blocks while batches are with the function, until that moment at most. */
    void await(long untilNanos) {
        for (SqsPoller poller : running()) {
            poller.join(Duration.ofNanos(Math.max(1, untilNanos - clock.nanos())));
        }
    }

    private synchronized List<SqsPoller> running() {
        stop.give();
        return List.copyOf(pollers);
    }

    /** Starts the pollers there should be; when their number may not grow so fast, looks again. */
    private void grow() {
        if (stop.isGiven()) {
            return;
        }
        for (int i = scale.begin(clock.nanos()); i > 0; i--) {
            SqsPoller poller = new SqsPoller(this);
            pollers.add(poller);
            poller.start();
        }
        if (scale.waiting() && !growing) {
            growing = true;
            var _ = timers.after(PollerScale.pace(), this::growMore);
        }
    }

    private synchronized void growMore() {
        growing = false;
        grow();
    }

    /** Blocks, as {@link KnownQueue#get} does. */
    SqsQueue queue() {
        return queue.get();
    }

    private void found() {
        function.report().result(ReadingReport.NO_RECORDS);
        function.report().begun();
    }

    /** The queue could not be used. */
    void trouble(String words) {
        queue.forget();
        function.report().result(words);
        function.report().begun();
        synchronized (this) {
            scale.received(false);
        }
    }

    Gathering gathering(SqsQueue from, Hiding hiding) {
        return new Gathering(mapping, from, hiding, clients.longestPoll(), stop, clock);
    }

    BatchRun.Outcome run(SqsQueue from, Hiding hiding, List<Message> messages, long since) {
        BatchRun batch =
                new BatchRun(form, from, function, hiding, stop, this::throttled, clock, entropy);
        return batch.run(messages, since);
    }

    /**
     * A poller has received messages and would have them invoked.
     *
     * @return false when it is too late
     */
    synchronized boolean begin(boolean full) {
        if (stop.isGiven()) {
            return false;
        }
        scale.received(full);
        scale.busy();
        grow();
        return true;
    }

    private synchronized void throttled() {
        scale.throttled();
    }

    /** Whether a poller that was busy is to listen again. */
    synchronized boolean ran(BatchRun.Outcome outcome) {
        switch (outcome) {
            case PROCESSED -> scale.succeeded();
            case FAILED, REFUSED -> scale.failed();
            // Told at once, when it happened.
            case NOT_NOW, NOTHING -> {}
        }
        boolean again = scale.listenAgain();
        grow();
        return again;
    }

    /** Whether a poller that has heard nothing is to listen again. */
    synchronized boolean silent() {
        scale.received(false);
        return scale.listenStill();
    }

    /** The same after an error. */
    synchronized boolean afterError(boolean wasBusy) {
        return wasBusy ? scale.listenAgain() : scale.listenStill();
    }

    synchronized void gone(SqsPoller poller) {
        pollers.remove(poller);
        if (stop.isGiven() && pollers.isEmpty()) {
            ended.accept(this);
        }
    }

    StopSignal stopSignal() {
        return stop;
    }

    Hiding hiding(SqsQueue in) {
        return new Hiding(in, timers);
    }

    Entropy entropy() {
        return entropy;
    }

    String name() {
        return mapping.uuid();
    }
}
