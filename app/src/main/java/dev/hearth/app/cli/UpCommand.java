package dev.hearth.app.cli;

import dev.hearth.app.BuildInfo;
import dev.hearth.app.Server;
import dev.hearth.app.ServerOptions;
import dev.hearth.app.cli.Terminal.Style;
import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Start the server: every role in this one process.",
        description = {
            "Serves the Lambda API until Ctrl-C or SIGTERM, then stops every function in good order.",
            "",
            "Bound to loopback it takes any credentials, as local tools expect, and refuses requests"
                    + " that a foreign web page makes. Bound to anything else it verifies every"
                    + " request's signature: set HEARTH_ACCESS_KEY_ID and HEARTH_SECRET_ACCESS_KEY,"
                    + " or name a file with both in HEARTH_CREDENTIALS_FILE.",
            "",
            "The server's own heap grows to a quarter of this machine's memory, 1 GB at most;"
                    + " HEARTH_HEAP sets another limit. Functions' memory is not in it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./hearth up",
            "  ./hearth up --port 9000 --data /var/lib/hearth --sandbox namespace",
            "  HEARTH_HEAP=4g ./hearth up",
            "  HEARTH_ACCESS_KEY_ID=me HEARTH_SECRET_ACCESS_KEY=... ./hearth up --host 0.0.0.0",
            "",
            "Then, in another terminal:",
            "  export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_DEFAULT_REGION=us-east-1",
            "  export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test",
            "  aws --endpoint-url $AWS_ENDPOINT_URL lambda list-functions"
        })
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--host",
            defaultValue = ServerOptions.DEFAULT_HOST,
            description = "The address to bind (${DEFAULT-VALUE}).")
    private String host = ServerOptions.DEFAULT_HOST;

    @Option(
            names = "--port",
            defaultValue = "${env:HEARTH_PORT:-" + ServerOptions.DEFAULT_PORT + "}",
            description = "The port to bind (${DEFAULT-VALUE}), 0 for any; also HEARTH_PORT.")
    private int port = ServerOptions.DEFAULT_PORT;

    @Option(
            names = "--json",
            description = "Print one JSON object when the server is up, for programs.")
    private boolean json;

    @Mixin private ServerFlags flags = new ServerFlags();

    private final Terminal terminal;

    UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        long began = Clock.system().nanos();
        ServerOptions options = flags.options(host, port);
        Server server = Server.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        Duration took = Duration.ofNanos(Clock.system().nanos() - began);
        if (json) {
            ObjectNode up = ServerClient.JSON.createObjectNode();
            up.put("endpoint", server.endpoint().toString());
            up.put("pid", ProcessHandle.current().pid());
            up.put("data", options.data().toString());
            up.put("sandbox", server.sandbox());
            terminal.answer(up.toString());
        } else {
            banner(server, options, took);
        }
        terminal.out().flush();
        new CountDownLatch(1).await();
        return ExitCodes.OK;
    }

    private void stop(Server server) {
        if (!json) {
            terminal.say("Stopping.");
        }
        server.close();
    }

    private void banner(Server server, ServerOptions options, Duration took) {
        terminal.say("");
        terminal.say(
                "  "
                        + terminal.onErr(Style.BOLD, "Hearth " + BuildInfo.version())
                        + terminal.onErr(Style.DIM, "  AWS Lambda on this machine"));
        terminal.say("");
        row("endpoint", terminal.onErr(Style.CYAN, server.endpoint().toString()));
        row("data", options.data().toString());
        row("account", options.account() + " in " + options.region());
        row("sandbox", server.sandbox());
        terminal.say("");
        terminal.say(
                terminal.onErr(Style.GREEN, "  Ready")
                        + " in %d ms. Ctrl-C stops it.".formatted(took.toMillis()));
        terminal.say("");
    }

    private void row(String label, String value) {
        terminal.say("  " + terminal.onErr(Style.DIM, "%-10s".formatted(label)) + " " + value);
    }
}
