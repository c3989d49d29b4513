package dev.hearth.events.destination;

import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Standard SNS topics: as destinations, and for dead letters. */
final class SnsRecipient implements Recipient {
    /** SNS takes no more; a larger record goes without its payloads. */
    private static final int MAX_BYTES = 256 * 1024;

    private final SnsClient sns;

    SnsRecipient(SnsClient sns) {
        this.sns = sns;
    }

    @Override
    public void tell(Arn target, String targetArn, Ending ending, Instant now) {
        byte[] whole = InvocationRecord.of(ending, now, true);
        byte[] record = whole.length <= MAX_BYTES ? whole : InvocationRecord.of(ending, now, false);
        sns.publish(r -> r.topicArn(targetArn).message(MessageText.json(record)));
    }

    void bury(String topicArn, DeadLetter letter) {
        sns.publish(r ->
                r.topicArn(topicArn)
                        .message(letter.body())
                        .messageAttributes(
                                Map.of(
                                        "RequestID", attribute("String", letter.requestId()),
                                        "ErrorCode", attribute("Number", letter.errorCode()),
                                        "ErrorMessage",
                                                attribute("String", letter.errorMessage()))));
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }
}
