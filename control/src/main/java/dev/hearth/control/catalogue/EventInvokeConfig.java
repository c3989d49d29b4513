package dev.hearth.control.catalogue;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the invokes of one qualifier that nobody waits for are treated, as far as their owner has
 * said so.
 *
 * @param maximumRetryAttempts after a function error: 0 to 2
 * @param maximumEventAgeSeconds 60 to 21,600
 * @param onSuccess ARN
 * @param onFailure ARN
 * @param unknown what a newer Hearth wrote into the record and this one does not understand
 */
public record EventInvokeConfig(
        OptionalInt maximumRetryAttempts,
        OptionalInt maximumEventAgeSeconds,
        Optional<String> onSuccess,
        Optional<String> onFailure,
        Instant lastModified,
        UnknownFields unknown) {}
