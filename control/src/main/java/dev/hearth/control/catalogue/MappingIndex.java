package dev.hearth.control.catalogue;

import dev.hearth.control.catalogue.CatalogueRecord.MappingRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.MappingStored;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Every event source mapping of this cell. Readers on any thread; {@link #replay} is the only
 * change and belongs to one thread at a time.
 */
public final class MappingIndex {
    private final ConcurrentSkipListMap<String, Mapping> mappings = new ConcurrentSkipListMap<>();

    public Optional<Mapping> find(String uuid) {
        return Optional.ofNullable(mappings.get(uuid));
    }

    /** Every mapping, in order of their UUIDs. */
    public Collection<Mapping> all() {
        return mappings.values();
    }

    /** Those that come after a UUID; all after an empty one. */
    public Collection<Mapping> after(String uuid) {
        return mappings.tailMap(uuid, false).values();
    }

    public int size() {
        return mappings.size();
    }

    /** The mapping of a source to a function, when there is one. */
    public Optional<Mapping> between(String eventSourceArn, String functionArn) {
        return mappings.values().stream()
                .filter(m ->
                        m.eventSourceArn().equals(eventSourceArn)
                                && m.settings().functionArn().equals(functionArn))
                .findAny();
    }

    public void replay(CatalogueRecord.OfMapping record) {
        switch (record) {
            case MappingStored(Mapping value) -> mappings.put(value.uuid(), value);
            case MappingRemoved(String uuid) -> mappings.remove(uuid);
        }
    }
}
