package dev.hearth.events.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.jspecify.annotations.Nullable;

/** A broker inside this process, reached only from inside: it has no network acceptor. */
public final class EmbeddedBroker implements Broker {
    /** In-VM acceptors are numbered through the whole JVM. */
    private static final AtomicInteger ACCEPTORS = new AtomicInteger();

    private final Path folder;
    private final String url = "vm://" + ACCEPTORS.incrementAndGet();
    private @Nullable ActiveMQServer server;

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
        if (server == null || !server.isActive()) {
            stop();
            server = start();
        }
        return BrokerConnection.open(url);
    }

    private ActiveMQServer start() {
        try {
            Files.createDirectories(folder);
            new JournalCheck(folder).run();
            ActiveMQServer started =
                    new ActiveMQServerImpl(BrokerConfiguration.embedded(folder, url));
            started.start();
            if (!started.isActive()) {
                started.stop(false);
                throw new BrokerException(
                        "the event queue in " + folder + " does not start: see the log");
            }
            return started;
        } catch (BrokerException e) {
            throw e;
        } catch (Exception e) {
            throw new BrokerException("the event queue in " + folder + " does not start: " + e, e);
        }
    }

    private void stop() {
        if (server == null) {
            return;
        }
        try {
            server.stop(false);
        } catch (Exception e) {
            throw new BrokerException("the event queue does not stop: " + e, e);
        } finally {
            server = null;
        }
    }

    @Override
    public synchronized void close() {
        stop();
    }
}
