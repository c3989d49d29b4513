package dev.hearth.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Accounts for numbered events: which were acknowledged, and which a function has since told of, by
 * an HTTP request of its own. It is outside the server, so no crash touches it.
 */
final class EventLedger implements AutoCloseable {
    private final HttpServer server;
    private final BitSet acknowledged = new BitSet();
    private final BitSet delivered = new BitSet();
    private final BitSet dead = new BitSet();
    private final AtomicLong reports = new AtomicLong();
    private long duplicates;

    EventLedger() throws IOException {
        // Every address: functions in their own network reach the host at one of its others.
        server = HttpServer.create(new InetSocketAddress(0), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/delivered/", exchange -> tell(exchange, delivered));
        server.createContext("/dead/", exchange -> tell(exchange, dead));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void tell(HttpExchange exchange, BitSet book) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int event = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        synchronized (this) {
            if (book.get(event)) {
                duplicates++;
            }
            book.set(event);
        }
        reports.incrementAndGet();
        byte[] ok = "ok".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, ok.length);
        exchange.getResponseBody().write(ok);
        exchange.close();
    }

    /** The server has answered 202 for it. */
    synchronized void acknowledge(int event) {
        acknowledged.set(event);
    }

    /** Acknowledged, and nobody has heard of it yet. */
    synchronized BitSet missing() {
        BitSet missing = (BitSet) acknowledged.clone();
        missing.andNot(delivered);
        missing.andNot(dead);
        return missing;
    }

    /** How often a function has told of an event, so that a standstill can be seen. */
    long reports() {
        return reports.get();
    }

    synchronized Tally tally() {
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
    record Tally(int acknowledged, int delivered, int dead, int missing, long duplicates) {}

    @Override
    public void close() {
        server.stop(0);
    }
}
