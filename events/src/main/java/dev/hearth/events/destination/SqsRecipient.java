package dev.hearth.events.destination;

import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends.AWS_TRACE_HEADER;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Standard SQS queues: as destinations, and as dead-letter queues. */
final class SqsRecipient implements Recipient {
    private static final Logger LOG = LoggerFactory.getLogger(SqsRecipient.class);

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
        String record = MessageText.json(InvocationRecord.of(ending, now, true));
        Consumer<SendMessageRequest.Builder> bare = message -> message.messageBody(record);
        send(target, bare.andThen(trace(TraceOnward.of(ending))), bare);
    }

    void bury(Arn target, DeadLetter letter) {
        Map<String, MessageAttributeValue> fewer =
                Map.of(
                        "RequestID", attribute("String", letter.requestId()),
                        "ErrorCode", attribute("Number", letter.errorCode()));
        Map<String, MessageAttributeValue> all = new HashMap<>(fewer);
        all.put("ErrorMessage", attribute("String", letter.errorMessage()));
        Consumer<SendMessageRequest.Builder> body = message -> message.messageBody(letter.body());
        send(
                target,
                body.andThen(message -> message.messageAttributes(all))
                        .andThen(trace(letter.trace())),
                body.andThen(message -> message.messageAttributes(fewer)));
    }

    private static MessageAttributeValue attribute(String type, String value) {
        return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
    }

    /** So that a function at the queue's other end shows as a loop if it is one. */
    private static Consumer<SendMessageRequest.Builder> trace(String header) {
        MessageSystemAttributeValue value =
                MessageSystemAttributeValue.builder()
                        .dataType("String")
                        .stringValue(header)
                        .build();
        return message -> message.messageSystemAttributes(Map.of(AWS_TRACE_HEADER, value));
    }

    /**
     * @param bare without what comes from functions and their callers, for a queue that cannot take
     *     it: rather that than nothing
     */
    private void send(
            Arn target,
            Consumer<SendMessageRequest.Builder> whole,
            Consumer<SendMessageRequest.Builder> bare) {
        try {
            send(target, whole);
        } catch (SqsException refused) {
            if (!Troubles.isRefusedContent(refused)) {
                throw refused;
            }
            LOG.warn(
                    "queue {} gets a message without its attributes: {}",
                    target.resource(),
                    refused.toString());
            send(target, bare);
        }
    }

    private void send(Arn target, Consumer<SendMessageRequest.Builder> content) {
        try {
            sqs.sendMessage(message -> content.accept(message.queueUrl(url(target))));
        } catch (QueueDoesNotExistException gone) {
            // It may have been made again since, elsewhere.
            urls.remove(target);
            throw gone;
        }
    }

    /** Asked outside the map: inside, a queue that is slow to answer would hold up others. */
    private String url(Arn target) {
        String known = urls.get(target);
        if (known != null) {
            return known;
        }
        String found =
                sqs.getQueueUrl(r ->
                                r.queueName(target.resource())
                                        .queueOwnerAWSAccountId(target.account()))
                        .queueUrl();
        urls.put(target, found);
        return found;
    }
}
