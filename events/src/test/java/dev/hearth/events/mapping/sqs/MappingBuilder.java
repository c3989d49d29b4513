package dev.hearth.events.mapping.sqs;

import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.api.function.FunctionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Mappings as tests want them: a batch of ten, no window, no filter, unless they say otherwise. */
final class MappingBuilder {
    private final String queue;
    private long generation = 1;
    private boolean active = true;
    private int batchSize = 10;
    private Duration window = Duration.ZERO;
    private OptionalInt maximumConcurrency = OptionalInt.empty();
    private List<String> filters = List.of();
    private boolean reportsFailures;

    private MappingBuilder(String queue) {
        this.queue = queue;
    }

    static MappingBuilder of(String queue) {
        return new MappingBuilder(queue);
    }

    MappingBuilder generation(long number) {
        generation = number;
        return this;
    }

    MappingBuilder disabled() {
        active = false;
        return this;
    }

    MappingBuilder batchSize(int size) {
        batchSize = size;
        return this;
    }

    MappingBuilder window(Duration length) {
        window = length;
        return this;
    }

    MappingBuilder maximumConcurrency(int most) {
        maximumConcurrency = OptionalInt.of(most);
        return this;
    }

    MappingBuilder filters(String... patterns) {
        filters = List.of(patterns);
        return this;
    }

    MappingBuilder reportsFailures() {
        reportsFailures = true;
        return this;
    }

    EventSourceMapping build() {
        return new EventSourceMapping(
                "m1",
                generation,
                new FunctionId("000000000000", "us-east-1", "f"),
                Optional.empty(),
                TestQueues.arn(queue),
                active,
                batchSize,
                window,
                maximumConcurrency,
                filters,
                reportsFailures);
    }
}
