package dev.hearth.control;

import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.api.events.Mappings;
import java.util.ArrayList;
import java.util.List;

/** Runs no mapping, and remembers what it was told. */
final class RecordingRunner implements Mappings {
    private final List<EventSourceMapping> changed = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    @Override
    public synchronized void mappingChanged(EventSourceMapping mapping) {
        changed.add(mapping);
    }

    @Override
    public synchronized void mappingRemoved(String uuid) {
        removed.add(uuid);
    }

    synchronized List<EventSourceMapping> changed() {
        return List.copyOf(changed);
    }

    synchronized List<String> removed() {
        return List.copyOf(removed);
    }

    EventSourceMapping last() {
        return changed().getLast();
    }
}
