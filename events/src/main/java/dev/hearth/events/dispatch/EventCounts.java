package dev.hearth.events.dispatch;

import dev.hearth.api.events.EventQueues;
import dev.hearth.api.events.FunctionQueue;
import dev.hearth.api.function.FunctionId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What there is of each function's events, and what became of others since the server started. */
public final class EventCounts implements EventQueues {
    private final Map<FunctionId, FunctionCounts> functions = new ConcurrentHashMap<>();

    FunctionCounts of(FunctionId function) {
        FunctionCounts known = functions.get(function);
        return known != null ? known : functions.computeIfAbsent(function, FunctionCounts::new);
    }

    @Override
    public List<FunctionQueue> queues() {
        return functions.values().stream()
                .map(FunctionCounts::view)
                .sorted(Comparator.comparing(queue -> queue.function().name()))
                .toList();
    }
}
