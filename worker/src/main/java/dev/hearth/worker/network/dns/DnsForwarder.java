package dev.hearth.worker.network.dns;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes sandboxes' questions on to the host's name servers. One platform thread, started in the
 * host's network namespace, so that the sockets it opens are the host's; connections over TCP get a
 * thread each from it.
 */
public final class DnsForwarder implements AutoCloseable {
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(DnsForwarder.class);

    private final Selector selector;
    private final DnsListener listener;
    private final Datagrams datagrams;
    private final Connections connections;
    private final Thread thread;
    private volatile boolean closed;

    private DnsForwarder(
            Selector selector,
            DnsListener listener,
            Nameservers servers,
            Clock clock,
            Entropy entropy) {
        this.selector = selector;
        this.listener = listener;
        this.datagrams = new Datagrams(selector, listener.udp(), servers, clock, entropy);
        this.connections = new Connections(listener.tcp(), servers);
        this.thread = Thread.ofPlatform().daemon().name("dns").unstarted(this::run);
    }

    /**
     * Serves a listener that was opened in another namespace, from a thread in the caller's.
     *
     * @throws IOException when it cannot; the listener is closed then
     */
    public static DnsForwarder start(
            DnsListener listener, Nameservers servers, Clock clock, Entropy entropy)
            throws IOException {
        Selector selector = Selector.open();
        try {
            listener.udp().register(selector, SelectionKey.OP_READ);
            listener.tcp().register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            selector.close();
            listener.close();
            throw e;
        }
        DnsForwarder forwarder = new DnsForwarder(selector, listener, servers, clock, entropy);
        forwarder.thread.start();
        return forwarder;
    }

    private void run() {
        while (!closed) {
            try {
                selector.select(this::ready, datagrams.nextDeadline(LONGEST_SLEEP).toMillis());
                datagrams.expire();
            } catch (IOException | RuntimeException e) {
                // One bad packet must not leave every sandbox without names.
                LOG.error("a DNS message could not be handled", e);
            }
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Attempt attempt) {
            datagrams.answered(attempt);
        } else if (key.isValid() && key.isAcceptable()) {
            connections.accept();
        } else {
            datagrams.asked();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        datagrams.close();
        connections.close();
        selector.close();
        listener.close();
    }
}
