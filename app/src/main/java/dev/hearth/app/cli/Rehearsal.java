package dev.hearth.app.cli;

import dev.hearth.app.Server;
import dev.hearth.app.ServerOptions;
import dev.hearth.app.ServerOptions.SandboxChoice;
import dev.hearth.worker.files.Folders;
import dev.hearth.worker.runtime.RuntimeFallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Does once what every start does, for the build to learn from: which classes to load ahead of
 * time, and which methods are worth compiling soon. Twice over, because a command has no use for
 * the classes of a server and would pay for their loading.
 */
public final class Rehearsal {
    private static final int WARM_INVOKES = 8_000;
    private static final String FUNCTION = "rehearsal";
    private static final String EVENT = "{\"name\":\"Ada\"}";

    private Rehearsal() {}

    /**
     * @param args {@code server}, the folder of a function to run, and the command that rehearses
     *     the client, to which the server's address is added; or {@code client} and that address
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Terminal terminal = Terminal.of(System.out, System.err, "", Map.of());
        if (args[0].equals("server")) {
            server(terminal, args[1], Arrays.asList(args).subList(2, args.length));
        } else {
            client(terminal, "--endpoint=" + args[1]);
        }
        System.exit(0);
    }

    private static void server(Terminal terminal, String folder, List<String> client)
            throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("hearth-rehearsal");
        try (Server server = Server.start(options(data))) {
            String endpoint = server.endpoint().toString();
            Main.run(
                    terminal,
                    "run",
                    folder,
                    "--name=" + FUNCTION,
                    "--event",
                    EVENT,
                    "--endpoint=" + endpoint);
            invokeManyTimes(server);
            List<String> command = new ArrayList<>(client);
            command.add(endpoint);
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } finally {
            Folders.delete(data);
        }
    }

    private static void client(Terminal terminal, String endpoint) {
        Main.run(terminal, "status", endpoint);
        Main.run(terminal, "functions", endpoint);
        Main.run(terminal, "invoke", FUNCTION, "--log", "--event", EVENT, endpoint);
        Main.run(terminal, "logs", FUNCTION, endpoint);
        Main.run(terminal, "--help");
        Main.run(terminal, "--version");
    }

    private static void invokeManyTimes(Server server) {
        ServerClient client = new ServerClient(server.endpoint());
        try {
            for (int i = 0; i < WARM_INVOKES; i++) {
                client.invoke(FUNCTION, Event.read(EVENT));
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
                true,
                ServerOptions.Elsewhere.NOTHING);
    }
}
