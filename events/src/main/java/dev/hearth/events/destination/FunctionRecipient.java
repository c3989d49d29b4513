package dev.hearth.events.destination;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.events.EventIntake;
import dev.hearth.api.function.FunctionId;
import dev.hearth.foundation.time.Entropy;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Another function here, invoked with the record as an event of its own. */
final class FunctionRecipient implements Recipient {
    private static final String KIND = "function:";

    /** As of every event. */
    private static final int MAX_BYTES = 1_048_576;

    private final EventIntake intake;
    private final AsyncPolicies functions;
    private final Entropy entropy;

    /**
     * @param functions knows which there are
     */
    FunctionRecipient(EventIntake intake, AsyncPolicies functions, Entropy entropy) {
        this.intake = intake;
        this.functions = functions;
        this.entropy = entropy;
    }

    @Override
    public void tell(Arn target, String targetArn, Ending ending, Instant now) {
        if (!target.resource().startsWith(KIND)) {
            throw new IllegalArgumentException("no function: " + targetArn);
        }
        String[] name = target.resource().substring(KIND.length()).split(":", 2);
        FunctionId function = new FunctionId(target.account(), target.region(), name[0]);
        Optional<String> qualifier = name.length > 1 ? Optional.of(name[1]) : Optional.empty();
        if (functions.find(function, qualifier).isEmpty()) {
            throw new IllegalArgumentException("Function not found: " + targetArn);
        }
        byte[] record = InvocationRecord.of(ending, now, true);
        if (record.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "a record of " + record.length + " bytes is too large for " + targetArn);
        }
        AsyncEvent event =
                new AsyncEvent(
                        entropy.uuid().toString(),
                        function,
                        qualifier,
                        record,
                        TraceOnward.of(ending),
                        now);
        try {
            intake.accept(event).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException reason ? reason : e;
        }
    }
}
