package dev.hearth.events.destination;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.invoke.Lineage;

/** The trace header that goes on to a destination: the event's, and that its function has run. */
final class TraceOnward {
    private TraceOnward() {}

    static String of(Ending ending) {
        AsyncEvent event = ending.event().event();
        return Lineage.entered(
                event.traceId(), event.function(), Lineage.runs(event.traceId(), event.function()));
    }
}
