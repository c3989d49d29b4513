package dev.hearth.control.operation;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.MappingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Lays checked members over a mapping's settings: what a request leaves out stays as it was. */
final class MappingMerge {
    private static final int DEFAULT_BATCH_SIZE = 10;

    private MappingMerge() {}

    /** AWS's defaults for a queue. */
    static MappingSettings create(
            FunctionId function, Optional<String> qualifier, RequestedMapping asked) {
        return merge(
                new MappingSettings(
                        function,
                        qualifier,
                        true,
                        DEFAULT_BATCH_SIZE,
                        Duration.ZERO,
                        OptionalInt.empty(),
                        List.of(),
                        false,
                        List.of(),
                        Optional.empty()),
                asked);
    }

    /** All but the function, which is found by its name. */
    static MappingSettings merge(MappingSettings before, RequestedMapping asked) {
        return new MappingSettings(
                before.function(),
                before.qualifier(),
                Objects.requireNonNullElse(asked.enabled(), before.enabled()),
                Objects.requireNonNullElse(asked.batchSize(), before.batchSize()),
                asked.batchingWindowSeconds() == null
                        ? before.batchingWindow()
                        : Duration.ofSeconds(asked.batchingWindowSeconds()),
                concurrency(before, asked),
                asked.filters() == null
                        ? before.filters()
                        : asked.filters().stream().filter(Objects::nonNull).toList(),
                asked.responseTypes() == null
                        ? before.reportsBatchItemFailures()
                        : !asked.responseTypes().isEmpty(),
                Objects.requireNonNullElse(asked.metrics(), before.metrics()),
                asked.kmsKey() == null
                        ? before.kmsKey()
                        : Optional.of(asked.kmsKey()).filter(key -> !key.isEmpty()));
    }

    static MappingSettings pointedAt(
            MappingSettings settings, FunctionId function, Optional<String> qualifier) {
        return new MappingSettings(
                function,
                qualifier,
                settings.enabled(),
                settings.batchSize(),
                settings.batchingWindow(),
                settings.maximumConcurrency(),
                settings.filters(),
                settings.reportsBatchItemFailures(),
                settings.metrics(),
                settings.kmsKey());
    }

    private static OptionalInt concurrency(MappingSettings before, RequestedMapping asked) {
        if (asked.scaling() == null) {
            return before.maximumConcurrency();
        }
        Integer most = asked.scaling().maximumConcurrency();
        return most == null ? OptionalInt.empty() : OptionalInt.of(most);
    }
}
