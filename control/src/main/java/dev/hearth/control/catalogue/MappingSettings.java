package dev.hearth.control.catalogue;

import dev.hearth.api.function.FunctionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the owner of an event source mapping can change. Validated.
 *
 * @param function need not exist any more
 * @param qualifier as given; AWS shows it in the mapping's function ARN
 * @param filters event patterns
 * @param metrics those its owner wants; shown again, and nothing else
 * @param kmsKey what the filters are to be encrypted with; shown again, and nothing else
 */
public record MappingSettings(
        FunctionId function,
        Optional<String> qualifier,
        boolean enabled,
        int batchSize,
        Duration batchingWindow,
        OptionalInt maximumConcurrency,
        List<String> filters,
        boolean reportsBatchItemFailures,
        List<String> metrics,
        Optional<String> kmsKey) {

    public MappingSettings {
        filters = List.copyOf(filters);
        metrics = List.copyOf(metrics);
    }

    public String functionArn() {
        return qualifier.map(function::arn).orElse(function.arn());
    }
}
