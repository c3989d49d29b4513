package dev.hearth.events.mapping;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.Blame;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.api.invoke.InvokeOrder;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.api.invoke.Invokes;
import dev.hearth.foundation.time.Entropy;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives batches to a mapping's function. For many threads. */
public final class BatchInvoker {
    /** The most a synchronous invoke takes. */
    public static final int MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(BatchInvoker.class);

    private final Invokes invokes;
    private final EventSourceMapping mapping;
    private final Entropy entropy;

    public BatchInvoker(Invokes invokes, EventSourceMapping mapping, Entropy entropy) {
        this.invokes = invokes;
        this.mapping = mapping;
        this.entropy = entropy;
    }

    /**
     * Blocks until the function has answered.
     *
     * @param ids of the records in the payload
     * @param traceId empty lets one be made
     */
    public BatchAnswer invoke(byte[] payload, Collection<String> ids, String traceId) {
        InvokeOrder order =
                new InvokeOrder(
                        entropy.uuid().toString(),
                        mapping.function(),
                        mapping.qualifier(),
                        payload,
                        traceId);
        try {
            return answer(invokes.invoke(order).join(), ids);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ApiException refusal) {
                return refusal(refusal);
            }
            LOG.error("an invoke for mapping {} failed", mapping.uuid(), e);
            return new BatchAnswer.NotNow(ReadingReport.CALL_FAILED);
        }
    }

    private BatchAnswer answer(Invoked invoked, Collection<String> ids) {
        if (invoked.functionError().isPresent()) {
            return new BatchAnswer.Failed();
        }
        if (!mapping.reportsBatchItemFailures()) {
            return new BatchAnswer.Processed(Set.of());
        }
        return BatchItemFailures.read(invoked.payload(), ids)
                .<BatchAnswer>map(BatchAnswer.Processed::new)
                .orElseGet(BatchAnswer.Failed::new);
    }

    private BatchAnswer refusal(ApiException e) {
        LOG.debug("mapping {} cannot invoke {}", mapping.uuid(), mapping.function(), e);
        return passes(e.code())
                ? new BatchAnswer.NotNow(ReadingReport.CALL_FAILED)
                : new BatchAnswer.Refused(ReadingReport.CALL_FAILED);
    }

    /** Whether it may go better later; a function that is being made or changed is Pending. */
    private static boolean passes(ErrorCode code) {
        return code == ErrorCode.TOO_MANY_REQUESTS
                || code == ErrorCode.RESOURCE_CONFLICT
                || code.blame() == Blame.PLATFORM;
    }
}
