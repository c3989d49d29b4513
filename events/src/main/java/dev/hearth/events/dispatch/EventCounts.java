package dev.hearth.events.dispatch;

import dev.hearth.api.events.FunctionQueue;
import dev.hearth.api.function.FunctionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this process knows of each function's events, and what became of others since its start. */
public final class EventCounts {
    private final Instant since;
    private final Map<FunctionId, FunctionCounts> functions = new ConcurrentHashMap<>();

    /**
     * @param since when this server started: what was accepted before is an earlier server's
     */
    public EventCounts(Instant since) {
        this.since = since;
    }

    FunctionCounts of(FunctionId function) {
        FunctionCounts known = functions.get(function);
        return known != null
                ? known
                : functions.computeIfAbsent(function, id -> new FunctionCounts(id, since));
    }

    List<FunctionQueue> queues() {
        return functions.values().stream().map(FunctionCounts::view).toList();
    }

    /** How many events of an earlier server have ended here. */
    long endedOfBefore() {
        return functions.values().stream().mapToLong(FunctionCounts::endedOfBefore).sum();
    }
}
