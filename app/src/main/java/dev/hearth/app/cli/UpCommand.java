package dev.hearth.app.cli;

import dev.hearth.app.BuildInfo;
import dev.hearth.app.Server;
import dev.hearth.app.ServerOptions;
import dev.hearth.app.ServerStatus;
import dev.hearth.app.cli.Terminal.Style;
import dev.hearth.foundation.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
                    + " or name a file with both in HEARTH_CREDENTIALS_FILE."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./hearth up",
            "  ./hearth up --port 9000 --data /var/lib/hearth --sandbox namespace",
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
        Server server = Server.start(flags.options(host, port));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        Duration took = Duration.ofNanos(Clock.system().nanos() - began);
        if (json) {
            terminal.answer(server.status().toJson().toString());
        } else {
            banner(server.status(), took);
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

    private void banner(ServerStatus status, Duration took) {
        terminal.say("");
        terminal.say(
                "  "
                        + terminal.onErr(Style.BOLD, "Hearth " + BuildInfo.version())
                        + terminal.onErr(Style.DIM, "  AWS Lambda on this machine"));
        terminal.say("");
        row("endpoint", terminal.onErr(Style.CYAN, status.endpoint().toString()));
        row("data", status.data().toString());
        row("account", status.account() + " in " + status.region());
        row("sandbox", status.sandbox());
        row(
                "runtimes",
                status.runtimes().stream().map(r -> r.name()).collect(Collectors.joining(" ")));
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
