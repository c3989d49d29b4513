package dev.hearth.api.events;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to do with a function's events, as its owner has configured it at this moment.
 *
 * @param maximumRetryAttempts after a function error: 0 to 2
 * @param maximumEventAge 60 s to 6 h
 * @param onSuccess ARN of where to tell
 * @param onFailure ARN of where to tell
 * @param deadLetterTarget ARN of the version's dead-letter queue or topic
 * @param reserved the function's reserved concurrency; 0 sends events straight to where failures go
 * @param recursionAllowed whether loops of the function with itself go on
 */
public record AsyncPolicy(
        int maximumRetryAttempts,
        Duration maximumEventAge,
        Optional<String> onSuccess,
        Optional<String> onFailure,
        Optional<String> deadLetterTarget,
        OptionalInt reserved,
        boolean recursionAllowed) {
    public static final int DEFAULT_RETRY_ATTEMPTS = 2;
    public static final Duration DEFAULT_EVENT_AGE = Duration.ofHours(6);
}
