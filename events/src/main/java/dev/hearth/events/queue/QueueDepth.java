package dev.hearth.events.queue;

import dev.hearth.api.function.FunctionId;
import java.util.Map;

/**
 * How much is stored, about.
 *
 * @param ready in all lanes, those that are out included
 * @param delayed waiting for their due time
 * @param own in lanes of their own, which {@code ready} counts too
 */
public record QueueDepth(long ready, long delayed, Map<FunctionId, Long> own) {
    public static final QueueDepth NOTHING = new QueueDepth(0, 0, Map.of());

    public long total() {
        return ready + delayed;
    }
}
