package dev.hearth.control.operation;

import dev.hearth.api.events.MappingProgress;
import dev.hearth.control.catalogue.CatalogueRecord.MappingRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.MappingStored;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.Mapping;
import dev.hearth.control.catalogue.MappingIndex;
import dev.hearth.control.catalogue.MappingState;
import dev.hearth.control.journal.CatalogueOwner;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;

/**
 * Moves event source mappings on when who runs them says that what was asked for is in effect. What
 * was asked for is in their records, so a restart goes on where a crash ended: every mapping is
 * announced again, and said to be in effect again. The last result is in memory only.
 */
public final class MappingTransitions implements MappingProgress {
    private static final Logger log = LoggerFactory.getLogger(MappingTransitions.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final MappingIndex index;
    private final CatalogueOwner owner;
    private final Clock clock;
    private final Timers timers;
    private final Map<String, String> results = new ConcurrentHashMap<>();
    private volatile boolean closed;

    public MappingTransitions(
            MappingIndex index, CatalogueOwner owner, Clock clock, Timers timers) {
        this.index = index;
        this.owner = owner;
        this.clock = clock;
        this.timers = timers;
    }

    @Override
    public void settled(String uuid, long generation) {
        if (unsettled(uuid, generation).isPresent()) {
            soon(uuid, () -> settle(uuid, generation));
        }
    }

    @Override
    public void stopped(String uuid) {
        soon(uuid, () -> end(uuid));
    }

    @Override
    public void result(String uuid, String words) {
        if (index.find(uuid).isPresent()) {
            results.put(uuid, words);
        }
    }

    /** Begins nothing more; what is under way goes on at the next start. */
    public void close() {
        closed = true;
    }

    EventSourceMappingConfiguration view(Mapping mapping) {
        return MappingView.of(mapping).lastProcessingResult(results.get(mapping.uuid())).build();
    }

    private Decision<String> settle(String uuid, long generation) {
        Optional<Mapping> mapping = unsettled(uuid, generation);
        if (mapping.isEmpty()) {
            return Decision.of(uuid);
        }
        MappingState state =
                mapping.get().settings().enabled() ? MappingState.ENABLED : MappingState.DISABLED;
        return Decision.of(uuid, new MappingStored(mapping.get().in(state, clock.now())));
    }

    private Decision<String> end(String uuid) {
        if (index.find(uuid).filter(Mapping::deleting).isEmpty()) {
            return Decision.of(uuid);
        }
        results.remove(uuid);
        return Decision.of(uuid, new MappingRemoved(uuid));
    }

    /** None when another change has come between. */
    private Optional<Mapping> unsettled(String uuid, long generation) {
        return index.find(uuid)
                .filter(m -> m.generation() == generation && !m.deleting())
                .filter(m -> !m.state().settled());
    }

    /** Deciding waits for a disk, which who tells of progress must not. */
    private void soon(String uuid, Supplier<Decision<String>> step) {
        var _ = Thread.ofVirtual().name("mapping").start(() -> decide(uuid, step));
    }

    private void decide(String uuid, Supplier<Decision<String>> step) {
        if (closed) {
            return;
        }
        try {
            var _ = owner.decide(step);
        } catch (RuntimeException e) {
            log.warn("Event source mapping {} could not be moved on; trying again.", uuid, e);
            var _ = timers.after(RETRY, () -> soon(uuid, step));
        }
    }
}
