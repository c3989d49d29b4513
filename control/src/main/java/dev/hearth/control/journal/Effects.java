package dev.hearth.control.journal;

import dev.hearth.api.control.FunctionListener;
import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.api.events.Mappings;
import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.CatalogueRecord;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.catalogue.Mapping;
import dev.hearth.control.catalogue.MappingIndex;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings records into effect: replays them, and tells those concerned what has changed. Belongs to
 * the catalogue's owner, who lets one thread at a time in.
 */
final class Effects {
    /** Until somebody runs mappings, nobody is told of them. */
    private static final Mappings NOBODY =
            new Mappings() {
                @Override
                public Optional<String> refusal(String eventSourceArn, Duration functionTimeout) {
                    return Optional.empty();
                }

                @Override
                public void mappingChanged(EventSourceMapping mapping) {}

                @Override
                public void mappingRemoved(String uuid) {}
            };

    private final FunctionIndex functions;
    private final MappingIndex mappings;
    private final FunctionListener listener;
    private volatile Mappings runner = NOBODY;

    Effects(FunctionIndex functions, MappingIndex mappings, FunctionListener listener) {
        this.functions = functions;
        this.mappings = mappings;
        this.listener = listener;
    }

    /** Takes what was stored before, which is no change to anybody. */
    void load(CatalogueRecord record) {
        switch (record) {
            case CatalogueRecord.OfFunction change -> functions.replay(change);
            case CatalogueRecord.OfMapping change -> mappings.replay(change);
        }
    }

    void replay(CatalogueRecord record) {
        switch (record) {
            case CatalogueRecord.OfFunction change -> replay(change);
            case CatalogueRecord.OfMapping change -> replay(change);
        }
    }

    /** Replaces the indexes' content by what is stored. */
    void reload(List<CatalogueRecord> stored) {
        Missing.from(stored, functions, mappings).forEach(this::replay);
        stored.forEach(this::replay);
    }

    /** From now on this one is told; first of every mapping there is. */
    void runMappings(Mappings newRunner) {
        runner = newRunner;
        for (Mapping mapping : mappings.all()) {
            runner.mappingChanged(mapping.wanted());
            if (mapping.deleting()) {
                runner.mappingRemoved(mapping.uuid());
            }
        }
    }

    /** On any thread. */
    Mappings runner() {
        return runner;
    }

    private void replay(CatalogueRecord.OfFunction record) {
        FunctionId id = record.function();
        Optional<Long> before = servedGeneration(id);
        functions.replay(record);
        Optional<Long> now = servedGeneration(id);
        if (now.isEmpty()) {
            before.ifPresent(generation -> listener.functionChanged(id, generation, true));
        } else if (before.isPresent() && !before.equals(now)) {
            listener.functionChanged(id, now.get(), false);
        }
    }

    private void replay(CatalogueRecord.OfMapping record) {
        Optional<EventSourceMapping> before = running(record.uuid());
        mappings.replay(record);
        Optional<EventSourceMapping> now = running(record.uuid());
        if (now.isEmpty()) {
            before.ifPresent(mapping -> runner.mappingRemoved(mapping.uuid()));
        } else if (!before.equals(now)) {
            runner.mappingChanged(now.get());
        }
    }

    /** None when it is to end, or has ended. */
    private Optional<EventSourceMapping> running(String uuid) {
        return mappings.find(uuid).filter(mapping -> !mapping.deleting()).map(Mapping::wanted);
    }

    private Optional<Long> servedGeneration(FunctionId id) {
        return functions.find(id).map(f -> f.function().served().generation());
    }
}
