package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import dev.hearth.aws.validate.Violations;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;

/**
 * The limits of a function's settings. Two kinds, in AWS's order: the model's own, said all at once
 * as a {@code ValidationException}; then the service's, one at a time as {@code
 * InvalidParameterValueException}. Source: the API model, and the Developer Guide's quotas where
 * they are tighter than the model's bounds, which allow for kinds of functions that are not built.
 */
final class Constraints {
    private static final Pattern ROLE =
            Pattern.compile("arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+");
    private static final Pattern HANDLER = Pattern.compile("[^\\s]+");
    static final Pattern KMS_KEY = Pattern.compile("(arn:(aws[a-zA-Z-]*)?:[a-z0-9-.]+:.*)|()");
    private static final Pattern DEAD_LETTER_TARGET =
            Pattern.compile(
                    "(arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:([a-z]{2}(-gov)?-[a-z]+-\\d{1})?:(\\d{12})?:(.*))|()");
    private static final Pattern STANDARD_QUEUE_OR_TOPIC =
            Pattern.compile("arn:[^:]*:(sqs|sns):[^:]+:\\d{12}:[^:]+(?<!\\.fifo)");
    private static final Pattern LOG_GROUP = Pattern.compile("[\\.\\-_/#A-Za-z0-9]+");

    private static final int MODEL_MAX_MEMORY = 32_768;
    private static final int MAX_MEMORY = 10_240;
    private static final int MODEL_MAX_STORAGE = 32_768;
    private static final int MAX_STORAGE = 10_240;
    private static final int MODEL_MAX_TIMEOUT = 5_400;
    private static final int MAX_TIMEOUT = 900;
    private static final int MAX_LAYERS = 5;

    private Constraints() {}

    static void collect(RequestedSettings s, Violations into) {
        into.length("description", s.description(), 0, 256)
                .length("handler", s.handler(), 0, 128)
                .pattern("handler", s.handler(), HANDLER)
                .pattern("role", s.role(), ROLE)
                .range("timeout", s.timeout(), 1, MODEL_MAX_TIMEOUT)
                .range("memorySize", s.memorySize(), 128, MODEL_MAX_MEMORY)
                .range("ephemeralStorage.size", s.ephemeralStorage(), 512, MODEL_MAX_STORAGE)
                .oneOf("tracingConfig.mode", s.tracingMode(), List.of("Active", "PassThrough"))
                .oneOf("snapStart.applyOn", s.snapStart(), List.of("PublishedVersions", "None"))
                .pattern("deadLetterConfig.targetArn", s.deadLetterTarget(), DEAD_LETTER_TARGET)
                .pattern("kMSKeyArn", s.kmsKey(), KMS_KEY);
        EnvironmentRules.collect(s.environment(), into);
        if (s.logging() != null) {
            collect(s.logging(), into);
        }
    }

    /**
     * @throws ApiException for the first limit of the service's that is broken
     */
    static void check(RequestedSettings s, String operation) {
        Runtimes.check(s.runtime());
        atMost("Timeout", s.timeout(), MAX_TIMEOUT);
        atMost("MemorySize", s.memorySize(), MAX_MEMORY);
        atMost("EphemeralStorage", s.ephemeralStorage(), MAX_STORAGE);
        EnvironmentRules.check(s.environment());
        checkDeadLetterTarget(s.deadLetterTarget());
        if (s.layers().size() > MAX_LAYERS) {
            throw Refusals.invalid("Cannot reference more than 5 layers.");
        }
        if (!s.layers().isEmpty()) {
            // Layers cannot be published yet, so none exists.
            throw Refusals.invalid(
                    "Layer version %s does not exist.".formatted(s.layers().getFirst()));
        }
        if (!s.notBuilt().isEmpty()) {
            throw Refusals.notBuilt(operation + " with " + String.join(", ", s.notBuilt()));
        }
    }

    private static void collect(LoggingConfig logging, Violations into) {
        into.oneOf("loggingConfig.logFormat", logging.logFormatAsString(), List.of("JSON", "Text"))
                .oneOf(
                        "loggingConfig.applicationLogLevel",
                        logging.applicationLogLevelAsString(),
                        List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"))
                .oneOf(
                        "loggingConfig.systemLogLevel",
                        logging.systemLogLevelAsString(),
                        List.of("DEBUG", "INFO", "WARN"))
                .length("loggingConfig.logGroup", logging.logGroup(), 1, 512)
                .pattern("loggingConfig.logGroup", logging.logGroup(), LOG_GROUP);
    }

    /** AWS checks that it may send there, which nobody can here; so what it is must do. */
    private static void checkDeadLetterTarget(@Nullable String arn) {
        if (arn == null || arn.isEmpty() || STANDARD_QUEUE_OR_TOPIC.matcher(arn).matches()) {
            return;
        }
        throw Refusals.invalid(
                "Invalid dead letter queue ARN: %s is no standard SQS queue and no standard SNS topic."
                        .formatted(arn));
    }

    private static void atMost(String member, @Nullable Integer value, int max) {
        if (value != null && value > max) {
            throw Refusals.invalid(
                    "'%s' value failed to satisfy constraint: Member must have value less than or equal to %d"
                            .formatted(member, max));
        }
    }
}
