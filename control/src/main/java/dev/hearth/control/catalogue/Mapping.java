package dev.hearth.control.catalogue;

import dev.hearth.api.events.EventSourceMapping;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event source mapping, as one durable record holds it.
 *
 * @param generation grows with every change its owner makes
 * @param lastModified when it or its state last changed
 * @param unknown what a newer Hearth wrote into the record and this one does not understand
 */
public record Mapping(
        String uuid,
        String eventSourceArn,
        MappingSettings settings,
        MappingState state,
        long generation,
        Instant lastModified,
        Map<String, String> tags,
        UnknownFields unknown) {

    public Mapping {
        tags = new TreeMap<>(tags);
    }

    public String arn() {
        return "arn:aws:lambda:%s:%s:event-source-mapping:%s"
                .formatted(settings.function().region(), settings.function().account(), uuid);
    }

    public boolean deleting() {
        return state == MappingState.DELETING;
    }

    /** For who runs it. */
    public EventSourceMapping wanted() {
        return new EventSourceMapping(
                uuid,
                generation,
                settings.function(),
                settings.qualifier(),
                eventSourceArn,
                settings.enabled() && !deleting(),
                settings.batchSize(),
                settings.batchingWindow(),
                settings.maximumConcurrency(),
                settings.filters(),
                settings.reportsBatchItemFailures());
    }

    public Mapping in(MappingState newState, Instant now) {
        return new Mapping(
                uuid, eventSourceArn, settings, newState, generation, now, tags, unknown);
    }

    public Mapping changed(
            MappingSettings newSettings, MappingState newState, long newGeneration, Instant now) {
        return new Mapping(
                uuid, eventSourceArn, newSettings, newState, newGeneration, now, tags, unknown);
    }

    public Mapping withTags(Map<String, String> newTags) {
        return new Mapping(
                uuid, eventSourceArn, settings, state, generation, lastModified, newTags, unknown);
    }
}
