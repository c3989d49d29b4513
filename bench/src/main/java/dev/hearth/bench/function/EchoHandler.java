package dev.hearth.bench.function;

import java.util.Map;

/** The echo in Java, as it is packed into the function's zip. */
public final class EchoHandler {
    public Map<String, Object> handle(Map<String, Object> event) {
        return event;
    }
}
