package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.events.queue.Untold.Condition;
import java.time.Instant;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Event buses. */
final class EventBridgeRecipient implements Recipient {
    private static final int SERVER_ERROR = 500;
    private static final int BAD_REQUEST = 400;

    /** What an entry may be refused for and taken later (EventBridge API, PutEventsResultEntry). */
    private static final Set<String> PASSING =
            Set.of(
                    "ThrottlingException",
                    "InternalFailure",
                    "InternalException",
                    "ServiceUnavailable",
                    "ServiceUnavailableException");

    private final EventBridgeClient events;

    EventBridgeRecipient(EventBridgeClient events) {
        this.events = events;
    }

    @Override
    public void tell(Arn target, String targetArn, Ending ending, Instant now) {
        String outcome = ending.condition() == Condition.SUCCESS ? "Success" : "Failure";
        PutEventsRequestEntry entry =
                PutEventsRequestEntry.builder()
                        .source("lambda")
                        .detailType("Lambda Function Invocation Result - " + outcome)
                        .resources(targetArn, InvocationRecord.functionArn(ending.event().event()))
                        .eventBusName(targetArn)
                        .time(now)
                        .detail(new String(InvocationRecord.of(ending, now, true), UTF_8))
                        .build();
        PutEventsResponse answer = events.putEvents(r -> r.entries(entry));
        // A 200 may have refused its one entry all the same.
        if (answer.failedEntryCount() > 0) {
            throw refusal(answer.entries().getFirst());
        }
    }

    private static AwsServiceException refusal(PutEventsResultEntry entry) {
        boolean passes = entry.errorCode() != null && PASSING.contains(entry.errorCode());
        return EventBridgeException.builder()
                .message(entry.errorCode() + ": " + entry.errorMessage())
                .statusCode(passes ? SERVER_ERROR : BAD_REQUEST)
                .build();
    }
}
