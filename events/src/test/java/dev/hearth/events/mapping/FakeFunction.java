package dev.hearth.events.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.invoke.InvokeOrder;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.api.invoke.Invokes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A function whose answers a test gives; remembers what it was invoked with. */
public final class FakeFunction implements Invokes, AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    /** What the function does with an event; may block, and throw what an invoke fails with. */
    public interface Handler {
        Invoked handle(JsonNode event);
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<InvokeOrder> orders = new ArrayList<>();
    private final Queue<Error> faults = new ConcurrentLinkedQueue<>();
    private volatile Handler handler = event -> answer("null");
    private int running;
    private int mostAtOnce;

    public void does(Handler next) {
        handler = next;
    }

    /** One more of the next invokes meets a fault before it gets to the function. */
    public void isNotReached(Error fault) {
        faults.add(fault);
    }

    public static Invoked answer(String json) {
        return new Invoked("$LATEST", json.getBytes(UTF_8), Optional.empty());
    }

    public static Invoked failure() {
        return new Invoked(
                "$LATEST", "{\"errorMessage\":\"boom\"}".getBytes(UTF_8), Optional.of("Unhandled"));
    }

    @Override
    public CompletableFuture<Invoked> invoke(InvokeOrder order) {
        Error fault = faults.poll();
        if (fault != null) {
            throw fault;
        }
        synchronized (this) {
            orders.add(order);
            running++;
            mostAtOnce = Math.max(mostAtOnce, running);
        }
        return CompletableFuture.supplyAsync(() -> handle(order), threads);
    }

    private Invoked handle(InvokeOrder order) {
        try {
            return handler.handle(JSON.readTree(order.payload()));
        } finally {
            synchronized (this) {
                running--;
            }
        }
    }

    public synchronized List<InvokeOrder> orders() {
        return List.copyOf(orders);
    }

    public synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    /** Every invoke's event, in order. */
    public List<JsonNode> events() {
        return orders().stream().map(order -> JSON.readTree(order.payload())).toList();
    }

    /** The bodies of all records of all events, in order. */
    public List<String> bodies() {
        return events().stream().flatMap(event -> bodies(event).stream()).toList();
    }

    public static List<String> bodies(JsonNode event) {
        List<String> bodies = new ArrayList<>();
        event.path("Records").forEach(record -> bodies.add(record.path("body").stringValue()));
        return bodies;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
