package dev.hearth.events.mapping.sqs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * One queue, found, as it was when it was last looked at. All methods block and throw {@link
 * SdkException}, unless they say otherwise.
 */
final class SqsQueue {
    /** As many as one request takes. */
    static final int MAX_MESSAGES = 10;

    private static final Logger LOG = LoggerFactory.getLogger(SqsQueue.class);

    /** Messages are kept hidden in half of it, and SQS counts whole seconds. */
    private static final Duration SHORTEST_VISIBILITY = Duration.ofSeconds(2);

    private static final int DELETE_ATTEMPTS = 4;

    private final SqsClient client;
    private final String url;
    private final Duration ownVisibility;

    private SqsQueue(SqsClient client, String url, Duration ownVisibility) {
        this.client = client;
        this.url = url;
        this.ownVisibility = ownVisibility;
    }

    static SqsQueue find(SqsClient client, QueueArn arn) {
        String url =
                client.getQueueUrl(
                                r -> r.queueName(arn.name()).queueOwnerAWSAccountId(arn.account()))
                        .queueUrl();
        return new SqsQueue(client, url, look(client, url));
    }

    /** The same queue, as it is now. */
    SqsQueue lookAgain() {
        return new SqsQueue(client, url, look(client, url));
    }

    private static Duration look(SqsClient client, String url) {
        String seconds =
                client.getQueueAttributes(r ->
                                r.queueUrl(url)
                                        .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                        .attributes()
                        .getOrDefault(QueueAttributeName.VISIBILITY_TIMEOUT, "30");
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    /** As the queue's owner has set it. */
    Duration ownVisibility() {
        return ownVisibility;
    }

    /** How long a message that was received stays hidden. */
    Duration visibility() {
        return ownVisibility.compareTo(SHORTEST_VISIBILITY) < 0
                ? SHORTEST_VISIBILITY
                : ownVisibility;
    }

    /** Waits for a first message, as long as is asked for in whole seconds. */
    List<Message> receive(int most, Duration wait) {
        return client.receiveMessage(r ->
                        r.queueUrl(url)
                                .maxNumberOfMessages(Math.min(most, MAX_MESSAGES))
                                .waitTimeSeconds((int) wait.toSeconds())
                                .visibilityTimeout((int) visibility().toSeconds())
                                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                                .messageAttributeNames("All"))
                .messages();
    }

    /** Deletes what it can; what it cannot, the queue will give again. */
    void delete(Collection<Message> messages) {
        inTens(List.copyOf(messages), this::deleteTen);
    }

    private void deleteTen(List<Message> ten) {
        Set<String> left = new HashSet<>();
        for (int i = 0; i < ten.size(); i++) {
            left.add(Integer.toString(i));
        }
        for (int attempt = 0; attempt < DELETE_ATTEMPTS && !left.isEmpty(); attempt++) {
            left = deleteOnce(ten, left);
        }
        if (!left.isEmpty()) {
            LOG.warn("{} messages could not be deleted from {}", left.size(), url);
        }
    }

    /** What is left and worth another attempt. */
    private Set<String> deleteOnce(List<Message> ten, Set<String> indexes) {
        List<DeleteMessageBatchRequestEntry> entries =
                indexes.stream()
                        .map(index ->
                                DeleteMessageBatchRequestEntry.builder()
                                        .id(index)
                                        .receiptHandle(message(ten, index).receiptHandle())
                                        .build())
                        .toList();
        Set<String> again = new HashSet<>();
        for (BatchResultErrorEntry failure :
                client.deleteMessageBatch(r -> r.queueUrl(url).entries(entries)).failed()) {
            LOG.debug("not deleted from {}: {} {}", url, failure.code(), failure.message());
            if (!Boolean.TRUE.equals(failure.senderFault())) {
                again.add(failure.id());
            }
        }
        return again;
    }

    private static Message message(List<Message> ten, String index) {
        return ten.get(Integer.parseInt(index));
    }

    /** Hides messages for so long from now; zero shows them. */
    void hide(Collection<Message> messages, Duration length) {
        inTens(List.copyOf(messages), ten -> hideTen(ten, length));
    }

    private void hideTen(List<Message> ten, Duration length) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (Message message : ten) {
            entries.add(
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(Integer.toString(entries.size()))
                            .receiptHandle(message.receiptHandle())
                            .visibilityTimeout((int) length.toSeconds())
                            .build());
        }
        for (BatchResultErrorEntry failure :
                client.changeMessageVisibilityBatch(r -> r.queueUrl(url).entries(entries))
                        .failed()) {
            LOG.debug("not hidden in {}: {} {}", url, failure.code(), failure.message());
        }
    }

    private interface Ten {
        void handle(List<Message> ten);
    }

    private static void inTens(List<Message> messages, Ten step) {
        for (int from = 0; from < messages.size(); from += MAX_MESSAGES) {
            step.handle(messages.subList(from, Math.min(from + MAX_MESSAGES, messages.size())));
        }
    }
}
