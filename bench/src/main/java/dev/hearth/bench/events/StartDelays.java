package dev.hearth.bench.events;

import dev.hearth.bench.peer.LambdaApi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long after its 202 an event's function starts on an idle system: from the clock here, at the
 * answer, to the time of the START line of the function's log, which has milliseconds.
 */
final class StartDelays {
    private static final int EVENTS = 100;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final LambdaApi api;
    private final String function;

    StartDelays(LambdaApi api, String function) {
        this.api = api;
        this.function = function;
    }

    List<Duration> measure() throws IOException, InterruptedException {
        // Until what earlier load has queued is done with.
        while (api.queued() > 0) {
            Thread.sleep(PAUSE);
        }
        Map<String, Instant> accepted = new LinkedHashMap<>();
        for (int i = 0; i < EVENTS; i++) {
            Thread.sleep(PAUSE);
            String requestId = api.sendEvent(function, "{}");
            accepted.put(requestId, Instant.now());
        }
        Thread.sleep(Duration.ofSeconds(1));
        Map<String, Instant> started = api.starts(function);
        List<Duration> delays = new ArrayList<>();
        accepted.forEach((id, at) -> {
            Instant start = started.get(id);
            if (start == null) {
                throw new IllegalStateException("event " + id + " has not started");
            }
            delays.add(Duration.between(at, start));
        });
        return delays;
    }
}
