package dev.hearth.events.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.jspecify.annotations.Nullable;

/** A broker inside this process, reached only from inside: it has no network acceptor. */
public final class EmbeddedBroker implements Broker {
    /** In-VM acceptors are numbered through the whole JVM. */
    private static final AtomicInteger ACCEPTORS = new AtomicInteger();

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int STOPPING_LOOKS = 400;

    private final Path folder;
    private final String url = "vm://" + ACCEPTORS.incrementAndGet();
    private @Nullable ActiveMQServer server;
    private volatile boolean diskFailed;
    private volatile @Nullable BrokerConnection connected;
    private boolean closed;

    public EmbeddedBroker(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean mayHoldEvents() {
        Path journal = folder.resolve(BrokerConfiguration.JOURNAL);
        if (!Files.isDirectory(journal)) {
            return false;
        }
        try (Stream<Path> files = Files.list(journal)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + journal, e);
        }
    }

    @Override
    public boolean mayBeAway() {
        return false;
    }

    @Override
    public synchronized BrokerConnection connect() {
        if (closed) {
            throw new BrokerException("the event queue is closed");
        }
        if (server == null || diskFailed || !server.isActive()) {
            stop();
            server = start();
        }
        BrokerConnection connection = BrokerConnection.open(url);
        connected = connection;
        if (diskFailed) {
            connection.close();
            throw new BrokerException("the disk of the event queue fails");
        }
        return connection;
    }

    /**
     * The broker stops itself after a write that failed, but goes on as if it had succeeded until
     * then: a page may lack what it confirms. Called before it does.
     */
    private void diskFailed(Throwable cause, String file) {
        diskFailed = true;
        BrokerConnection known = connected;
        if (known != null) {
            known.fail(
                    new BrokerException(
                            "the event queue cannot write to " + file + ": " + cause, cause));
        }
    }

    private ActiveMQServer start() {
        ActiveMQServer starting = null;
        try {
            Files.createDirectories(folder);
            new JournalCheck(folder).run();
            starting = new ActiveMQServerImpl(BrokerConfiguration.embedded(folder, url));
            diskFailed = false;
            starting.registerIOCriticalErrorListener(
                    (cause, message, file) -> diskFailed(cause, String.valueOf(file)));
            starting.start();
            if (!starting.isActive()) {
                throw new BrokerException(
                        "the event queue in " + folder + " does not start: see the log");
            }
            return starting;
        } catch (Exception | Error e) {
            BrokerException refusal =
                    e instanceof BrokerException known
                            ? known
                            : new BrokerException(
                                    "the event queue in " + folder + " does not start: " + e, e);
            server = starting;
            try {
                stop();
            } catch (BrokerException stopping) {
                refusal.addSuppressed(stopping);
            }
            throw refusal;
        }
    }

    /** Blocks until it has stopped, which it may do by itself: two on one folder destroy it. */
    private void stop() {
        ActiveMQServer stopping = server;
        if (stopping == null) {
            return;
        }
        try {
            stopping.stop(false);
            for (int i = 0; i < STOPPING_LOOKS && !hasStopped(stopping); i++) {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            }
        } catch (Exception e) {
            throw new BrokerException("the event queue does not stop: " + e, e);
        }
        if (!hasStopped(stopping)) {
            throw new BrokerException("the event queue has not stopped yet");
        }
        server = null;
    }

    private static boolean hasStopped(ActiveMQServer server) {
        return server.getState() == ActiveMQServer.SERVER_STATE.STOPPED;
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }
}
