package dev.hearth.app.cli;

import dev.hearth.app.AddressFile;
import dev.hearth.app.Refusal;
import dev.hearth.app.Server;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/** The server a {@code run} uses: one that was there, or one for the length of the command. */
final class RunningServer implements AutoCloseable {
    private final URI endpoint;
    private final Optional<Server> own;

    private RunningServer(URI endpoint, Optional<Server> own) {
        this.endpoint = endpoint;
        this.own = own;
    }

    /**
     * The server at the connection's address; else the one that has the data folder; else a new
     * one, on a port of its own so that nobody takes it for one that stays.
     */
    static RunningServer at(Connection connection, ServerFlags flags, Consumer<String> say) {
        if (answers(connection.uri())) {
            return new RunningServer(connection.uri(), Optional.empty());
        }
        if (!connection.isUsual()) {
            say.accept(
                    "No server answers at %s: starting one for this run."
                            .formatted(connection.uri()));
        }
        try {
            Server server = Server.start(flags.options("127.0.0.1", 0));
            // Ctrl-C in the middle of a run ends its functions too.
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
            return new RunningServer(server.endpoint(), Optional.of(server));
        } catch (Refusal refusal) {
            return AddressFile.read(flags.data())
                    .filter(RunningServer::answers)
                    .map(uri -> new RunningServer(uri, Optional.empty()))
                    .orElseThrow(() -> refusal);
        }
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        own.ifPresent(Server::close);
    }

    private static boolean answers(URI uri) {
        return new ServerClient(uri).answers();
    }
}
