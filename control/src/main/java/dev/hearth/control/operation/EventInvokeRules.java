package dev.hearth.control.operation;

import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.EventInvokeConfig;
import dev.hearth.control.catalogue.UnknownFields;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DestinationConfig;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;

/** What an EventInvokeConfig may say, and what a request makes of the one before. */
final class EventInvokeRules {
    private static final int MAX_RETRY_ATTEMPTS = 2;
    private static final int MIN_EVENT_AGE_SECONDS = 60;
    private static final int MAX_EVENT_AGE_SECONDS = 21_600;

    private EventInvokeRules() {}

    /**
     * @throws dev.hearth.api.error.ApiException for what the request alone tells is wrong
     */
    static void check(PutFunctionEventInvokeConfigRequest request) {
        Violations violations = new Violations();
        violations
                .range(
                        "maximumRetryAttempts",
                        request.maximumRetryAttempts(),
                        0,
                        MAX_RETRY_ATTEMPTS)
                .range(
                        "maximumEventAgeInSeconds",
                        request.maximumEventAgeInSeconds(),
                        MIN_EVENT_AGE_SECONDS,
                        MAX_EVENT_AGE_SECONDS);
        Destinations.collect(request.destinationConfig(), violations);
        violations.throwIfAny();
        if (request.maximumRetryAttempts() == null
                && request.maximumEventAgeInSeconds() == null
                && request.destinationConfig() == null) {
            throw Refusals.invalid(
                    "You must specify at least one of error handling or destination setting.");
        }
    }

    static EventInvokeConfig asked(PutFunctionEventInvokeConfigRequest request, Instant now) {
        return new EventInvokeConfig(
                number(request.maximumRetryAttempts()),
                number(request.maximumEventAgeInSeconds()),
                Destinations.onSuccess(request.destinationConfig()),
                Destinations.onFailure(request.destinationConfig()),
                now,
                UnknownFields.NONE);
    }

    /** What a request leaves out stays; destinations are one thing. */
    static EventInvokeConfig merged(
            EventInvokeConfig before, PutFunctionEventInvokeConfigRequest request, Instant now) {
        EventInvokeConfig asked = asked(request, now);
        @Nullable DestinationConfig destinations = request.destinationConfig();
        return new EventInvokeConfig(
                or(asked.maximumRetryAttempts(), before.maximumRetryAttempts()),
                or(asked.maximumEventAgeSeconds(), before.maximumEventAgeSeconds()),
                destinations == null ? before.onSuccess() : asked.onSuccess(),
                destinations == null ? before.onFailure() : asked.onFailure(),
                now,
                before.unknown());
    }

    private static OptionalInt number(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static OptionalInt or(OptionalInt asked, OptionalInt before) {
        return asked.isPresent() ? asked : before;
    }
}
