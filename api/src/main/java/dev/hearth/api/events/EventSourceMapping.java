package dev.hearth.api.events;

import dev.hearth.api.function.FunctionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An event source mapping, as its owner wants it.
 *
 * @param generation grows with every change
 * @param active false while it is disabled or being deleted: nothing is polled
 * @param batchSize at most this many records an invoke
 * @param batchingWindow how long to gather a batch
 * @param maximumConcurrency how many invokes at once, 2 to 1000
 * @param filters event-ruler patterns; a record must match one of them, when there are any
 * @param reportsBatchItemFailures whether the function's answer names the records that failed
 */
public record EventSourceMapping(
        String uuid,
        long generation,
        FunctionId function,
        Optional<String> qualifier,
        String eventSourceArn,
        boolean active,
        int batchSize,
        Duration batchingWindow,
        OptionalInt maximumConcurrency,
        List<String> filters,
        boolean reportsBatchItemFailures) {}
