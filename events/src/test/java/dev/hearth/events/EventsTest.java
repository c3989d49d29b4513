package dev.hearth.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.function.FunctionId;
import dev.hearth.events.destination.AwsAccess;
import dev.hearth.events.lease.MemoryRecords;
import dev.hearth.events.mapping.SeenProgress;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.SystemTimers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    @TempDir Path folder;

    @Test
    void thatMappingsDoNotCloseKeepsNoQueueOpen() {
        FaultyClock clock = new FaultyClock();
        try (SystemTimers timers = new SystemTimers()) {
            Events events =
                    new Events(
                            new EventsConfig(
                                    "one",
                                    folder,
                                    Optional.empty(),
                                    new AwsAccess("us-east-1", Map.of(), Optional.empty()),
                                    2),
                            new MemoryRecords(),
                            clock,
                            timers,
                            Entropy.system());
            events.start(
                    (_, _) -> Optional.empty(), _ -> new CompletableFuture<>(), new SeenProgress());

            clock.failsOn = Thread.currentThread();
            events.close();
            clock.failsOn = null;

            ExecutionException refused =
                    assertThrows(
                            ExecutionException.class,
                            () -> events.intake().accept(event()).get(10, TimeUnit.SECONDS));
            assertInstanceOf(ApiException.class, refused.getCause());
        }
    }

    private static AsyncEvent event() {
        return new AsyncEvent(
                "event-1",
                new FunctionId("000000000000", "us-east-1", "f"),
                Optional.empty(),
                "{}".getBytes(UTF_8),
                "",
                Clock.system().now());
    }

    /** The system's, but for one thread, where it fails. */
    private static final class FaultyClock implements Clock {
        private volatile @Nullable Thread failsOn;

        @Override
        public Instant now() {
            return Clock.system().now();
        }

        @Override
        public long nanos() {
            if (Thread.currentThread().equals(failsOn)) {
                throw new IllegalStateException("as the test says");
            }
            return Clock.system().nanos();
        }
    }
}
