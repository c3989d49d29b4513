package dev.hearth.events.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.api.function.FunctionId;
import dev.hearth.foundation.time.Entropy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A mapping whose source meets faults of its own. */
class MappingFaultsTest {
    private final FaultySource source = new FaultySource();
    private final SeenProgress progress = new SeenProgress();
    private final FakeFunction function = new FakeFunction();
    private final MappingRunner runner =
            new MappingRunner(
                    "m1",
                    new MappingRunner.Parts(
                            List.of(source), function, progress, Entropy.system(), _ -> {}));

    @Test
    void goesOnWithItsNextChange() {
        source.faultsOfReading = 1;
        runner.held();
        runner.changed(mapping(1));
        assertEquals(List.of("PROBLEM: internal error", "settled m1 1"), progress.seen());

        runner.changed(mapping(2));

        assertEquals(List.of(2L), source.read);
    }

    @Test
    void isHandedOverThoughItsReadingDoesNotStopAsItShould() {
        source.faultsOfStopping = 1;
        runner.held();
        runner.changed(mapping(1));

        assertTrue(runner.lost().isDone());

        runner.held();
        assertEquals(List.of(1L, 1L), source.read);
    }

    private static EventSourceMapping mapping(long generation) {
        return new EventSourceMapping(
                "m1",
                generation,
                new FunctionId("000000000000", "us-east-1", "f"),
                Optional.empty(),
                "arn",
                true,
                10,
                Duration.ZERO,
                OptionalInt.empty(),
                List.of(),
                false);
    }

    private static final class FaultySource implements EventSource {
        private final List<Long> read = new ArrayList<>();
        private int faultsOfReading;
        private int faultsOfStopping;

        @Override
        public boolean reads(String eventSourceArn) {
            return true;
        }

        @Override
        public Optional<String> refusal(String eventSourceArn, Duration functionTimeout) {
            return Optional.empty();
        }

        @Override
        public Reading read(EventSourceMapping mapping, MappedFunction function) {
            if (faultsOfReading-- > 0) {
                throw new StackOverflowError("as the test says");
            }
            read.add(mapping.generation());
            return this::stop;
        }

        private CompletableFuture<Void> stop() {
            if (faultsOfStopping-- > 0) {
                throw new StackOverflowError("as the test says");
            }
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void quiesce() {}

        @Override
        public void close() {}
    }
}
