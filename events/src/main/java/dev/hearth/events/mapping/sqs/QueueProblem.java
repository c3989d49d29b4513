package dev.hearth.events.mapping.sqs;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What is wrong with a queue, in the sentences AWS has for event sources. */
final class QueueProblem {
    private static final String SENTENCE =
            "Error occurred while ReceiveMessage. SQS Error Code: %s. SQS Error Message: %s";

    /** As SQS itself says it; other servers word it differently. */
    private static final String GONE =
            SENTENCE.formatted(
                    "AWS.SimpleQueueService.NonExistentQueue",
                    "The specified queue does not exist.");

    private static final String NO_CONNECTION =
            "Connection error. Please check your event source connection configuration.";

    /** The code of SQS's own protocol, and of the older one. */
    private static final String FORBIDDEN = "AccessDenied";

    private QueueProblem() {}

    static String words(SdkException e) {
        return e instanceof QueueDoesNotExistException
                ? GONE
                : details(e)
                        .map(said -> SENTENCE.formatted(said.errorCode(), said.errorMessage()))
                        .orElse(NO_CONNECTION);
    }

    /** Whether the queue is gone or forbidden, and not only out of reach for now. */
    static boolean definite(SdkException e) {
        return e instanceof QueueDoesNotExistException
                || details(e).filter(said -> said.errorCode().startsWith(FORBIDDEN)).isPresent();
    }

    /** What the service said; empty when it was not reached, or said nothing that can be read. */
    private static Optional<AwsErrorDetails> details(SdkException e) {
        return e instanceof SqsException refused
                ? Optional.ofNullable(refused.awsErrorDetails())
                        .filter(said -> said.errorCode() != null)
                : Optional.empty();
    }
}
