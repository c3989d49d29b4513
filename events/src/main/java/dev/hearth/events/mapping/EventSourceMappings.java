package dev.hearth.events.mapping;

import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.api.events.MappingProgress;
import dev.hearth.api.events.Mappings;
import dev.hearth.api.invoke.Invokes;
import dev.hearth.events.lease.Lease;
import dev.hearth.events.lease.LeaseListener;
import dev.hearth.events.lease.LeaseTiming;
import dev.hearth.events.lease.Leases;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.state.RecordStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All event source mappings, of which this process runs those it holds a lease of. Until there is a
 * first one, nothing is started.
 */
public final class EventSourceMappings implements Mappings, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventSourceMappings.class);

    /** How long who creates a mapping waits for its source to be looked at. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String LEASES = "/cell-0/events/mappings";

    private final Map<String, MappingRunner> runners = new ConcurrentHashMap<>();
    private final MappingRunner.Parts parts;
    private final List<EventSource> sources;
    private final Leases leases;
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * @param self names this process among those that share the store
     * @param sources closed with this
     */
    public EventSourceMappings(
            Invokes invokes,
            MappingProgress progress,
            RecordStore store,
            String self,
            LeaseTiming timing,
            List<EventSource> sources,
            Clock clock,
            Timers timers,
            Entropy entropy) {
        this.sources = List.copyOf(sources);
        this.leases =
                new Leases(store, LEASES, self, timing, clock, timers, entropy, tasks, new Held());
        this.parts = new MappingRunner.Parts(this.sources, invokes, progress, entropy, this::ended);
    }

    @Override
    public void mappingChanged(EventSourceMapping mapping) {
        runner(mapping.uuid()).changed(mapping);
        leases.want(mapping.uuid());
    }

    @Override
    public void mappingRemoved(String uuid) {
        runner(uuid).removed();
        // Whoever holds the lease says that it has stopped; when nobody does, this process will.
        leases.want(uuid);
    }

    @Override
    public Optional<String> refusal(String eventSourceArn, Duration functionTimeout) {
        return sources.stream()
                .filter(source -> source.reads(eventSourceArn))
                .findFirst()
                .flatMap(
                        source -> patiently(() -> source.refusal(eventSourceArn, functionTimeout)));
    }

    /** Empty when no answer comes soon: a service that is away or slow does not say no. */
    private Optional<String> patiently(Callable<Optional<String>> question) {
        Future<Optional<String>> answer = tasks.submit(question);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.debug("an event source was not looked at in time", e);
        } catch (ExecutionException e) {
            LOG.error("an event source could not be looked at", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answer.cancel(true);
        }
        return Optional.empty();
    }

    private MappingRunner runner(String uuid) {
        return runners.computeIfAbsent(uuid, key -> new MappingRunner(key, parts));
    }

    private void ended(String uuid) {
        runners.remove(uuid);
        tasks.execute(() -> leases.end(uuid));
    }

    /** Gives functions nothing more; what they have been given goes on. Never blocks. */
    public void quiesce() {
        sources.forEach(EventSource::quiesce);
    }

    /** Stops polling, hands the leases over, and waits for what the functions have been given. */
    @Override
    public void close() {
        leases.close();
        sources.forEach(EventSource::close);
        tasks.close();
    }

    private final class Held implements LeaseListener {
        @Override
        public void gained(Lease lease) {
            runner(lease.key()).held();
        }

        @Override
        public CompletableFuture<Void> lost(String key) {
            MappingRunner runner = runners.get(key);
            return runner == null ? CompletableFuture.completedFuture(null) : runner.lost();
        }
    }
}
