package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.events.queue.Untold.Condition;
import java.time.Instant;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Event buses. */
final class EventBridgeRecipient implements Recipient {
    private static final int SERVER_ERROR = 500;

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
            PutEventsResultEntry refused = answer.entries().getFirst();
            throw EventBridgeException.builder()
                    .message(refused.errorCode() + ": " + refused.errorMessage())
                    .statusCode(SERVER_ERROR)
                    .build();
        }
    }
}
