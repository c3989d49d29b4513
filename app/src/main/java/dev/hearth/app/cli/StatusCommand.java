package dev.hearth.app.cli;

import dev.hearth.app.cli.Terminal.Style;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Show what the server is doing.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./hearth status", "  ./hearth status --json | jq '.environments | length'"})
final class StatusCommand implements Callable<Integer> {
    private static final List<String> HEADING =
            List.of("FUNCTION", "VERSION", "PHASE", "FOR", "ENVIRONMENT");

    @Mixin private Connection connection = new Connection();

    private final Terminal terminal;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ServerClient server = connection.open();
        JsonNode status = server.status();
        if (connection.json()) {
            terminal.answer(status.toString());
        } else {
            show(status);
        }
        return ExitCodes.OK;
    }

    private void show(JsonNode status) {
        row("endpoint", status.path("endpoint").asString(""));
        row("version", status.path("version").asString(""));
        row("up for", Durations.readable(Duration.ofMillis(status.path("uptimeMs").asLong())));
        row("data", status.path("data").asString(""));
        row(
                "account",
                status.path("account").asString("") + " in " + status.path("region").asString(""));
        row("sandbox", status.path("sandbox").asString(""));
        row(
                "runtimes",
                StreamSupport.stream(status.path("runtimes").spliterator(), false)
                        .map(runtime -> runtime.path("name").asString(""))
                        .collect(Collectors.joining(" ")));
        JsonNode environments = status.path("environments");
        row(
                "running",
                environments.size()
                        + (environments.size() == 1
                                ? " execution environment"
                                : " execution environments"));
        if (!environments.isEmpty()) {
            terminal.answer("");
            terminal.table(HEADING, environments, StatusCommand::cells);
        }
    }

    private static List<String> cells(JsonNode environment) {
        return List.of(
                environment.path("function").asString(""),
                environment.path("version").asString(""),
                environment.path("phase").asString(""),
                Durations.readable(Duration.ofMillis(environment.path("forMs").asLong())),
                environment.path("id").asString(""));
    }

    private void row(String label, String value) {
        terminal.answer(terminal.onOut(Style.DIM, "%-10s".formatted(label)) + " " + value);
    }
}
