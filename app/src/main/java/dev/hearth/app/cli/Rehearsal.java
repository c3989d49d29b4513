package dev.hearth.app.cli;

import dev.hearth.app.Server;
import dev.hearth.app.ServerOptions;
import dev.hearth.app.ServerOptions.SandboxChoice;
import dev.hearth.worker.files.Folders;
import dev.hearth.worker.runtime.RuntimeFallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Does once what every start does, for the build to learn from: which classes to load ahead of
 * time, and which methods are worth compiling soon.
 */
public final class Rehearsal {
    private static final int WARM_INVOKES = 300;
    private static final String EVENT = "{\"name\":\"Ada\"}";

    private Rehearsal() {}

    /**
     * @param args the folder of a function to run
     */
    public static void main(String[] args) throws IOException {
        Terminal terminal = Terminal.of(System.out, System.err, "", Map.of());
        Path data = Files.createTempDirectory("hearth-rehearsal");
        try {
            rehearse(terminal, args[0], data);
        } finally {
            Folders.delete(data);
        }
        System.exit(0);
    }

    private static void rehearse(Terminal terminal, String function, Path data) {
        try (Server server = Server.start(options(data))) {
            String endpoint = "--endpoint=" + server.endpoint();
            Main.run(terminal, "run", function, "--name=rehearsal", "--event", EVENT, endpoint);
            Main.run(terminal, "status", endpoint);
            Main.run(terminal, "functions", endpoint);
            Main.run(terminal, "invoke", "rehearsal", "--log", "--event", EVENT, endpoint);
            Main.run(terminal, "logs", "rehearsal", endpoint);
            invokeManyTimes(server);
        }
        Main.run(terminal, "--help");
        Main.run(terminal, "--version");
    }

    private static void invokeManyTimes(Server server) {
        ServerClient client = new ServerClient(server.endpoint());
        try {
            for (int i = 0; i < WARM_INVOKES; i++) {
                client.invoke("rehearsal", Event.read(EVENT));
            }
        } catch (LambdaError e) {
            // Without an interpreter on this machine there is nothing more to learn.
            System.err.println("no function was invoked: " + e.words());
        }
    }

    private static ServerOptions options(Path data) {
        return new ServerOptions(
                ServerOptions.DEFAULT_HOST,
                0,
                data.resolve("data"),
                ServerOptions.DEFAULT_ACCOUNT,
                ServerOptions.DEFAULT_REGION,
                SandboxChoice.AUTO,
                Optional.empty(),
                Set.of(),
                RuntimeFallback.NONE,
                true);
    }
}
