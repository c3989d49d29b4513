package dev.hearth.events.mapping.sqs;

import dev.hearth.events.mapping.Backoff;
import dev.hearth.events.mapping.ReadingReport;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/** One poller: a virtual thread that gathers a batch, has it invoked, and listens again. */
final class SqsPoller {
    private static final Logger LOG = LoggerFactory.getLogger(SqsPoller.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final SqsReading reading;
    private final Backoff backoff;
    private final Thread thread;
    private boolean busy;

    SqsPoller(SqsReading reading) {
        this.reading = reading;
        this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, reading.entropy());
        this.thread = Thread.ofVirtual().name("hearth-sqs-" + reading.name()).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends an open poll; a batch with the function goes on. */
    synchronized void cut() {
        if (!busy) {
            thread.interrupt();
        }
    }

    void join(Duration limit) {
        try {
            if (!thread.join(limit)) {
                LOG.warn("a batch of mapping {} is given up: the server stops", reading.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean again = true;
            while (again && !reading.stopSignal().isGiven()) {
                again = once();
            }
        } finally {
            reading.gone(this);
        }
    }

    /** One batch; false when this poller is to end. */
    private boolean once() {
        setBusy(false);
        try {
            return batch(reading.queue());
        } catch (SdkException e) {
            return error("PROBLEM: " + QueueProblem.words(e), e);
        } catch (RuntimeException | Error e) {
            LOG.error("polling for mapping {} failed", reading.name(), e);
            return error(ReadingReport.INTERNAL_ERROR, e);
        }
    }

    private boolean batch(SqsQueue queue) {
        try (Hiding hiding = reading.hiding(queue)) {
            Gathering gathering = reading.gathering(queue, hiding);
            List<Message> messages = gather(queue, gathering);
            if (messages.isEmpty()) {
                backoff.reset();
                return reading.silent();
            }
            setBusy(true);
            if (!reading.begin(gathering.full())) {
                queue.hide(messages, Duration.ZERO);
                return false;
            }
            BatchRun.Outcome outcome = reading.run(queue, hiding, messages, gathering.firstNanos());
            return again(outcome);
        }
    }

    private static List<Message> gather(SqsQueue queue, Gathering gathering) {
        try {
            return gathering.gather();
        } catch (SdkException e) {
            // Those of the batch that have come are not to wait out their timeout.
            boolean _ = Thread.interrupted();
            queue.hide(gathering.gathered(), Duration.ZERO);
            throw e;
        }
    }

    private boolean again(BatchRun.Outcome outcome) {
        if (outcome == BatchRun.Outcome.REFUSED) {
            boolean _ = reading.stopSignal().await(backoff.next());
        } else {
            backoff.reset();
        }
        return reading.ran(outcome);
    }

    private boolean error(String words, Throwable e) {
        if (reading.stopSignal().isGiven()) {
            LOG.debug("a poll ended with mapping {}", reading.name(), e);
            return false;
        }
        LOG.debug("mapping {} cannot use its queue", reading.name(), e);
        reading.trouble(words);
        if (!reading.afterError(busy)) {
            return false;
        }
        return reading.stopSignal().await(backoff.next());
    }

    private synchronized void setBusy(boolean now) {
        busy = now;
    }
}
