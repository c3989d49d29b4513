package dev.hearth.events.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Accounts for numbered events: which were acknowledged, and which a function has since told of, by
 * an HTTP request of its own. It is outside the server, so no crash touches it.
 */
public final class EventLedger implements AutoCloseable {
    private final HttpServer server;
    private final BitSet acknowledged = new BitSet();
    private final BitSet delivered = new BitSet();
    private final BitSet dead = new BitSet();
    private final AtomicLong reports = new AtomicLong();
    private final Map<Integer, Long> firstSeen = new HashMap<>();
    private final BitSet settled = new BitSet();
    private final BitSet asked = new BitSet();
    private long duplicates;
    private long slowest;

    public EventLedger() throws IOException {
        // Every address: functions in their own network reach the host at one of its others.
        server = HttpServer.create(new InetSocketAddress(0), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/delivered/", exchange -> tell(exchange, delivered));
        server.createContext("/second/", this::refuseOnce);
        server.createContext("/dead/", exchange -> tell(exchange, dead));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Refuses each event once. Whoever asks: a process that is started again does not remember. */
    private void refuseOnce(HttpExchange exchange) throws IOException {
        boolean first;
        synchronized (this) {
            int event = number(exchange);
            first = !asked.get(event);
            asked.set(event);
        }
        exchange.sendResponseHeaders(first ? 503 : 200, -1);
        exchange.close();
    }

    private static int number(HttpExchange exchange) {
        String path = exchange.getRequestURI().getPath();
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    private void tell(HttpExchange exchange, BitSet book) throws IOException {
        int event = number(exchange);
        synchronized (this) {
            if (book.get(event)) {
                duplicates++;
            } else {
                book.set(event);
                seen(event);
            }
        }
        reports.incrementAndGet();
        byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, ok.length);
        exchange.getResponseBody().write(ok);
        exchange.close();
    }

    /** It was taken, for good: the server has answered 202 for it. */
    public synchronized void acknowledge(int event) {
        acknowledged.set(event);
        seen(event);
    }

    /** Of its acknowledgement and its end, whichever comes first, and then the other. */
    private void seen(int event) {
        Long first = firstSeen.putIfAbsent(event, System.nanoTime());
        if (first != null && !settled.get(event)) {
            settled.set(event);
            slowest = Math.max(slowest, System.nanoTime() - first);
        }
    }

    /** The longest time from an acknowledgement to the first that was told of the event. */
    public synchronized Duration slowest() {
        return Duration.ofNanos(slowest);
    }

    /** Acknowledged, and nobody has heard of it yet. */
    public synchronized BitSet missing() {
        BitSet missing = (BitSet) acknowledged.clone();
        missing.andNot(delivered);
        missing.andNot(dead);
        return missing;
    }

    /** How often a function has told of an event, so that a standstill can be seen. */
    public long reports() {
        return reports.get();
    }

    public synchronized Tally tally() {
        BitSet both = (BitSet) delivered.clone();
        both.and(acknowledged);
        BitSet buried = (BitSet) dead.clone();
        buried.and(acknowledged);
        return new Tally(
                acknowledged.cardinality(),
                both.cardinality(),
                buried.cardinality(),
                missing().cardinality(),
                duplicates);
    }

    /**
     * @param missing acknowledged and never told of
     * @param duplicates told of again
     */
    public record Tally(int acknowledged, int delivered, int dead, int missing, long duplicates) {}

    @Override
    public void close() {
        server.stop(0);
    }
}
