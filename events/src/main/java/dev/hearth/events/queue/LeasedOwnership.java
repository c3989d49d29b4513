package dev.hearth.events.queue;

import dev.hearth.events.lease.Lease;
import dev.hearth.events.lease.LeaseListener;
import dev.hearth.events.lease.LeaseTiming;
import dev.hearth.events.lease.Leases;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.state.RecordStore;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Shared out among the processes by leases in the record store. One that has lost the broker gives
 * its leases up: another may still reach it.
 */
public final class LeasedOwnership implements LaneOwnership {
    private static final String LEASES = "/cell-0/events/lanes";

    private final RecordStore store;
    private final String self;
    private final LeaseTiming timing;
    private final Clock clock;
    private final Timers timers;
    private final Entropy entropy;

    /**
     * @param self names this process among those that share the store
     */
    public LeasedOwnership(
            RecordStore store,
            String self,
            LeaseTiming timing,
            Clock clock,
            Timers timers,
            Entropy entropy) {
        this.store = store;
        this.self = self;
        this.timing = timing;
        this.clock = clock;
        this.timers = timers;
        this.entropy = entropy;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Claims begin(Reading reading) {
        Leases leases =
                new Leases(
                        store,
                        LEASES,
                        self,
                        timing,
                        clock,
                        timers,
                        entropy,
                        Executors.newVirtualThreadPerTaskExecutor(),
                        new Held(reading));
        return new Leased(leases, reading);
    }

    private static final class Leased implements Claims {
        private final Leases leases;
        private final Reading reading;
        private final Executor waits = Executors.newVirtualThreadPerTaskExecutor();
        private final Set<String> wanted = ConcurrentHashMap.newKeySet();

        Leased(Leases leases, Reading reading) {
            this.leases = leases;
            this.reading = reading;
        }

        @Override
        public void want(String key) {
            if (wanted.add(key)) {
                leases.want(key);
            }
        }

        @Override
        public void unwant(String key) {
            // In this order: who wants it meanwhile would have its lease ended, and never ask
            // again.
            var _ =
                    reading.lost(key)
                            .thenRunAsync(() -> leases.end(key), waits)
                            .whenComplete((nothing, failure) -> wanted.remove(key));
        }

        @Override
        public void close() {
            leases.close();
        }
    }

    private record Held(Reading reading) implements LeaseListener {
        @Override
        public void gained(Lease lease) {
            reading.gained(lease.key());
        }

        @Override
        public CompletableFuture<Void> lost(String key) {
            return reading.lost(key);
        }
    }
}
