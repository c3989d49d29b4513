package dev.hearth.events.dispatch;

import dev.hearth.api.events.FunctionQueue;
import dev.hearth.api.function.FunctionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What this process knows of each function's events, and what became of others since its start. */
public final class EventCounts {
    private final Instant since;
    private final Map<FunctionId, FunctionCounts> functions = new ConcurrentHashMap<>();
    private final LongAdder endedOfForgotten = new LongAdder();

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

    Set<FunctionId> functions() {
        return functions.keySet();
    }

    /** Unless some of its events wait or are out. */
    void forget(FunctionId function) {
        functions.computeIfPresent(
                function,
                (_, counts) -> {
                    if (counts.isSomewhere()) {
                        return counts;
                    }
                    endedOfForgotten.add(counts.endedOfBefore());
                    return null;
                });
    }

    List<FunctionQueue> queues() {
        return functions.values().stream().map(FunctionCounts::view).toList();
    }

    /** How many events of an earlier server have ended here. */
    long endedOfBefore() {
        return endedOfForgotten.sum()
                + functions.values().stream().mapToLong(FunctionCounts::endedOfBefore).sum();
    }
}
