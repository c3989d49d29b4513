package dev.hearth.control;

import dev.hearth.api.events.EventSourceMapping;
import dev.hearth.api.events.Mappings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs no mapping, and remembers what it was told. Refuses as the test says, and what it has been
 * asked is {@link #asked}.
 */
final class RecordingRunner implements Mappings {
    private final List<EventSourceMapping> changed = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    private final List<Asked> asked = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();

    record Asked(String eventSourceArn, Duration functionTimeout) {}

    @Override
    public synchronized Optional<String> refusal(String eventSourceArn, Duration functionTimeout) {
        asked.add(new Asked(eventSourceArn, functionTimeout));
        return refusal;
    }

    synchronized void refuses(String words) {
        refusal = Optional.of(words);
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

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
