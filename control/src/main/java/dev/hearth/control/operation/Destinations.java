package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.validate.Violations;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;

/** Where the outcome of a function's events may be told. Words as observed from AWS. */
final class Destinations {
    private static final int MAX_LENGTH = 350;
    private static final Pattern ARN =
            Pattern.compile(
                    "$|kafka://([^.]([a-zA-Z0-9\\-_.]{0,248}))|arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)");

    private static final String FIFO = ".fifo";

    private final Targets targets;
    private final FunctionId function;

    /**
     * @param function whose outcomes are told
     */
    Destinations(Targets targets, FunctionId function) {
        this.targets = targets;
        this.function = function;
    }

    static Optional<String> onSuccess(@Nullable DestinationConfig config) {
        return config == null || config.onSuccess() == null
                ? Optional.empty()
                : arn(config.onSuccess().destination());
    }

    static Optional<String> onFailure(@Nullable DestinationConfig config) {
        return config == null || config.onFailure() == null
                ? Optional.empty()
                : arn(config.onFailure().destination());
    }

    static void collect(@Nullable DestinationConfig config, Violations into) {
        collect("destinationConfig.onSuccess.destination", onSuccess(config), into);
        collect("destinationConfig.onFailure.destination", onFailure(config), into);
    }

    /**
     * @throws ApiException for a destination that could never be told
     */
    void check(@Nullable DestinationConfig config) {
        Optional<String> onSuccess = onSuccess(config);
        Optional<String> onFailure = onFailure(config);
        boolean fits =
                onSuccess.map(arn -> fits(arn, false)).orElse(true)
                        && onFailure.map(arn -> fits(arn, true)).orElse(true);
        if (!fits) {
            throw Refusals.invalid(
                    "The provided destination config DestinationConfig(onSuccess=%s, onFailure=%s) is invalid."
                            .formatted(
                                    onSuccess
                                            .map(arn -> "OnSuccess(destination=" + arn + ")")
                                            .orElse("null"),
                                    onFailure
                                            .map(arn -> "OnFailure(destination=" + arn + ")")
                                            .orElse("null")));
        }
    }

    private boolean fits(String arn, boolean failure) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6) {
            return false;
        }
        String resource = parts[5];
        return switch (parts[2]) {
            case "sqs", "sns" -> !resource.isEmpty() && !resource.endsWith(FIFO);
            case "events" -> resource.startsWith("event-bus/");
            case "s3" -> failure && !resource.isEmpty();
            case "lambda" -> {
                requireOtherFunction(arn);
                yield true;
            }
            default -> false;
        };
    }

    private void requireOtherFunction(String arn) {
        FunctionRef ref = functionAt(arn);
        if (ref.name().equals(function.name())) {
            throw Refusals.invalid("You can't specify the function as a destination for itself.");
        }
    }

    private FunctionRef functionAt(String arn) {
        try {
            FunctionRef ref = FunctionRef.parse(arn, Optional.empty());
            var _ = targets.qualified(arn, null);
            return ref;
        } catch (ApiException e) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "The destination ARN %s is invalid.".formatted(arn),
                    e);
        }
    }

    private static Optional<String> arn(@Nullable String text) {
        return Optional.ofNullable(text).filter(t -> !t.isEmpty());
    }

    private static void collect(String member, Optional<String> arn, Violations into) {
        into.length(member, arn.orElse(null), 0, MAX_LENGTH).pattern(member, arn.orElse(null), ARN);
    }
}
