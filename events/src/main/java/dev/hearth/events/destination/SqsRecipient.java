package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends.AWS_TRACE_HEADER;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Standard SQS queues: as destinations, and as dead-letter queues. */
final class SqsRecipient implements Recipient {
    private final SqsClient sqs;
    private final Map<Arn, String> urls;

    /**
     * @param urls of queues met before; safe for many threads
     */
    SqsRecipient(SqsClient sqs, Map<Arn, String> urls) {
        this.sqs = sqs;
        this.urls = urls;
    }

    @Override
    public void tell(Arn target, String targetArn, Ending ending, Instant now) {
        String record = new String(InvocationRecord.of(ending, now, true), UTF_8);
        send(target, TraceOnward.of(ending), message -> message.messageBody(record));
    }

    void bury(Arn target, DeadLetter letter) {
        send(
                target,
                letter.trace(),
                message ->
                        message.messageBody(letter.body())
                                .messageAttributes(
                                        Map.of(
                                                "RequestID",
                                                        attribute("String", letter.requestId()),
                                                "ErrorCode",
                                                        attribute("Number", letter.errorCode()),
                                                "ErrorMessage",
                                                        attribute(
                                                                "String", letter.errorMessage()))));
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    /** With the trace, so that a function at the queue's other end shows as a loop if it is one. */
    private void send(Arn target, String trace, Consumer<SendMessageRequest.Builder> content) {
        try {
            sqs.sendMessage(message ->
                    content.accept(
                            message.queueUrl(url(target))
                                    .messageSystemAttributes(
                                            Map.of(
                                                    AWS_TRACE_HEADER,
                                                    MessageSystemAttributeValue.builder()
                                                            .dataType("String")
                                                            .stringValue(trace)
                                                            .build()))));
        } catch (QueueDoesNotExistException gone) {
            // It may have been made again since, elsewhere.
            urls.remove(target);
            throw gone;
        }
    }

    private String url(Arn target) {
        return urls.computeIfAbsent(
                target,
                queue ->
                        sqs.getQueueUrl(r ->
                                        r.queueName(queue.resource())
                                                .queueOwnerAWSAccountId(queue.account()))
                                .queueUrl());
    }
}
