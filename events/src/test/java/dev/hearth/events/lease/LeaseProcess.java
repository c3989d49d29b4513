package dev.hearth.events.lease;

import dev.hearth.foundation.testing.SimulatedTime;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.state.Change;
import dev.hearth.state.RecordStore;
import dev.hearth.state.StoreException;
import dev.hearth.state.StoredRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One process with leases: its clock is its own, and its way to the store can break or be slow. */
final class LeaseProcess {
    static final String FOLDER = "/leases";

    /** Store calls of others that run while one takes its time. */
    private static final int MAX_NESTING = 3;

    private static int nesting;

    private final String name;
    private final SimulatedTime time;
    private final BiConsumer<LeaseProcess, Lease> onGain;
    private final Leases leases;
    private final Map<String, Lease> held = new HashMap<>();
    private @Nullable Random slowness;
    private boolean cutOff;
    private boolean crashed;

    LeaseProcess(
            String name,
            RecordStore records,
            SimulatedTime time,
            Duration clockAhead,
            BiConsumer<LeaseProcess, Lease> onGain) {
        this.name = name;
        this.time = time;
        this.onGain = onGain;
        this.leases =
                new Leases(
                        new Way(records),
                        FOLDER,
                        name,
                        LeaseTiming.DEFAULT,
                        new Ahead(time, clockAhead),
                        time,
                        Entropy.system(),
                        Runnable::run,
                        new Listener());
    }

    String name() {
        return name;
    }

    void want(String key) {
        leases.want(key);
    }

    void end(String key) {
        leases.end(key);
    }

    void close() {
        leases.close();
    }

    boolean holds(String key) {
        return held.containsKey(key);
    }

    long epoch(String key) {
        Lease lease = held.get(key);
        return lease == null ? -1 : lease.epoch();
    }

    Set<String> held() {
        return held.keySet();
    }

    /** Nothing more is heard of it, nor does it do anything. */
    void crash() {
        crashed = true;
        cutOff = true;
        held.clear();
    }

    void cutOff(boolean now) {
        cutOff = now || crashed;
    }

    /** From now on the store takes its time, some seconds at worst. */
    void slowBy(Random random) {
        slowness = random;
    }

    void calm() {
        slowness = null;
        cutOff(false);
    }

    private final class Listener implements LeaseListener {
        @Override
        public void gained(Lease lease) {
            onGain.accept(LeaseProcess.this, lease);
            held.put(lease.key(), lease);
        }

        @Override
        public CompletableFuture<Void> lost(String key) {
            held.remove(key);
            return CompletableFuture.completedFuture(null);
        }
    }

    private record Ahead(Clock clock, Duration by) implements Clock {
        @Override
        public Instant now() {
            return clock.now().plus(by);
        }

        @Override
        public long nanos() {
            return clock.nanos() + by.toNanos();
        }
    }

    /** The way to the store. */
    private final class Way implements RecordStore {
        private final RecordStore real;

        Way(RecordStore real) {
            this.real = real;
        }

        private void travel() {
            Random random = slowness;
            if (random != null && nesting < MAX_NESTING && random.nextInt(10) == 0) {
                nesting++;
                try {
                    time.advance(Duration.ofMillis(random.nextInt(6_000)));
                } finally {
                    nesting--;
                }
            }
            if (cutOff) {
                throw new StoreException("cut off", new IOException("told to"));
            }
        }

        @Override
        public Optional<StoredRecord> read(String path) {
            travel();
            return real.read(path);
        }

        @Override
        public List<String> children(String path) {
            travel();
            return real.children(path);
        }

        @Override
        public List<StoredRecord> readChildren(String path) {
            travel();
            return real.readChildren(path);
        }

        @Override
        public void makeFolder(String path) {
            travel();
            real.makeFolder(path);
        }

        /** The answer may be lost as well as the request, or come late. */
        @Override
        public void commit(List<Change> changes) {
            travel();
            real.commit(changes);
            travel();
        }

        @Override
        public void close() {}
    }
}
