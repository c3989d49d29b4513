package dev.hearth.events.mapping.sqs;

import dev.hearth.events.mapping.Backoff;
import dev.hearth.events.mapping.BatchAnswer;
import dev.hearth.events.mapping.BatchInvoker;
import dev.hearth.events.mapping.MappedFunction;
import dev.hearth.events.mapping.ReadingReport;
import dev.hearth.events.mapping.RecordsPayload;
import dev.hearth.events.mapping.StopSignal;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * What is done with the messages of one batch: filtered, cut to size, given to the function, and
 * deleted or left as it answers. On the thread of its poller, which waits.
 */
final class BatchRun {
    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(20);

    /** How the invokes of a batch went, for the pace of those to come. */
    enum Outcome {
        /** Nothing was invoked: no message passed the filters. */
        NOTHING,
        PROCESSED,
        FAILED,
        NOT_NOW,
        REFUSED
    }

    private final SqsRecord.Form form;
    private final SqsQueue queue;
    private final MappedFunction function;
    private final Hiding hiding;
    private final StopSignal stop;
    private final Runnable throttled;
    private final Clock clock;
    private final Entropy entropy;

    /** Groups of a FIFO queue with a message that failed: what follows must not overtake it. */
    private final Set<String> stoppedGroups = new HashSet<>();

    private Outcome outcome = Outcome.NOTHING;

    /**
     * @param throttled told as soon as an invoke does not come through
     */
    BatchRun(
            SqsRecord.Form form,
            SqsQueue queue,
            MappedFunction function,
            Hiding hiding,
            StopSignal stop,
            Runnable throttled,
            Clock clock,
            Entropy entropy) {
        this.form = form;
        this.queue = queue;
        this.function = function;
        this.hiding = hiding;
        this.stop = stop;
        this.throttled = throttled;
        this.clock = clock;
        this.entropy = entropy;
    }

    /**
     * @param receivedNanos when the first of them was received
     */
    Outcome run(List<Message> messages, long receivedNanos) {
        List<SqsRecord> records = passing(messages);
        for (List<SqsRecord> part : RecordsPayload.cut(records, SqsRecord::json)) {
            List<SqsRecord> inOrder = part.stream().filter(this::mayGo).toList();
            if (stop.isGiven()) {
                show(inOrder);
            } else if (!inOrder.isEmpty()) {
                runPart(inOrder, receivedNanos);
            }
        }
        return outcome;
    }

    /** They are not given to the function here any more, and somebody else need not wait. */
    private void show(List<SqsRecord> part) {
        hiding.drop(messages(part));
        queue.hide(messages(part), Duration.ZERO);
    }

    private List<SqsRecord> passing(List<Message> messages) {
        if (function.filter().everything()) {
            return messages.stream().map(form::of).toList();
        }
        List<SqsRecord> passing = new ArrayList<>();
        List<Message> dropped = new ArrayList<>();
        for (Message message : messages) {
            if (function.filter().passes(form.forFilter(message))) {
                passing.add(form.of(message));
            } else {
                dropped.add(message);
            }
        }
        delete(dropped);
        return passing;
    }

    private boolean mayGo(SqsRecord record) {
        return !form.queue().fifo() || record.group().filter(stoppedGroups::contains).isEmpty();
    }

    private void runPart(List<SqsRecord> part, long receivedNanos) {
        byte[] payload = RecordsPayload.of(part, SqsRecord::json);
        if (payload.length > BatchInvoker.MAX_PAYLOAD_BYTES) {
            LOG.warn(
                    "message {} of {} is too large to invoke",
                    part.get(0).id(),
                    form.queue().text());
            left(part, Outcome.FAILED, ReadingReport.CALL_FAILED);
            return;
        }
        switch (invoke(part, payload, receivedNanos)) {
            case BatchAnswer.Processed(Set<String> failed) -> processed(part, failed);
            case BatchAnswer.Failed() -> left(part, Outcome.FAILED, ReadingReport.CALL_FAILED);
            case BatchAnswer.Refused(String words) -> left(part, Outcome.REFUSED, words);
            case BatchAnswer.NotNow(String words) -> {
                left(part, Outcome.NOT_NOW, words);
                queue.hide(messages(part), Duration.ZERO);
            }
        }
    }

    /**
     * As AWS does, asks again while the function is throttled, until the messages have been here
     * for the queue's visibility timeout.
     */
    private BatchAnswer invoke(List<SqsRecord> part, byte[] payload, long receivedNanos) {
        List<String> ids = part.stream().map(SqsRecord::id).toList();
        String trace = part.stream().flatMap(r -> r.trace().stream()).findFirst().orElse("");
        Backoff backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, entropy);
        while (true) {
            BatchAnswer answer = function.invoker().invoke(payload, ids, trace);
            if (!(answer instanceof BatchAnswer.NotNow(String words))) {
                return answer;
            }
            throttled.run();
            function.report().result(words);
            Duration wait = backoff.next();
            long giveUp = receivedNanos + queue.visibility().toNanos();
            if (clock.nanos() + wait.toNanos() - giveUp > 0 || !stop.await(wait)) {
                return answer;
            }
        }
    }

    private void processed(List<SqsRecord> part, Set<String> failed) {
        delete(
                part.stream()
                        .filter(r -> !failed.contains(r.id()))
                        .map(SqsRecord::message)
                        .toList());
        List<SqsRecord> again = part.stream().filter(r -> failed.contains(r.id())).toList();
        leave(again);
        // A function that names failures has run: the batch counts as processed.
        note(Outcome.PROCESSED, ReadingReport.OK);
    }

    private void left(List<SqsRecord> part, Outcome how, String words) {
        leave(part);
        note(how, words);
    }

    private void note(Outcome how, String words) {
        outcome = outcome.compareTo(how) > 0 ? outcome : how;
        function.report().result(words);
    }

    /** Left to the queue, which gives them again when they show. */
    private void leave(List<SqsRecord> records) {
        hiding.drop(messages(records));
        records.forEach(record -> record.group().ifPresent(stoppedGroups::add));
    }

    private void delete(List<Message> messages) {
        hiding.drop(messages);
        queue.delete(messages);
    }

    private static List<Message> messages(List<SqsRecord> records) {
        return records.stream().map(SqsRecord::message).toList();
    }
}
