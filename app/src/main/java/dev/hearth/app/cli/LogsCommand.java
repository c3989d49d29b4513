package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.cli.Terminal.Style;
import dev.hearth.foundation.time.Pause;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Print what a function has logged.",
        description = "Oldest first, over all its execution environments.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./hearth logs hello-python",
            "  ./hearth logs hello-python --follow",
            "  ./hearth logs hello-python --json | jq -r .text"
        })
final class LogsCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "NAME", description = "The function's name.")
    private String name = "";

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what comes, until Ctrl-C.")
    private boolean follow;

    private final Terminal terminal;

    LogsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ServerClient server = connection.open();
        refuseUnknown(server);
        String cursor = "";
        boolean more = true;
        while (more) {
            JsonNode page = server.logs(name, cursor);
            page.path("lines").forEach(this::print);
            terminal.out().flush();
            String next = page.path("cursor").asString(cursor);
            more = !next.equals(cursor) || (follow && Pause.of(BETWEEN_LOOKS));
            cursor = next;
        }
        return ExitCodes.OK;
    }

    /** A function that was deleted may still have a log. */
    private void refuseUnknown(ServerClient server) {
        if (server.logs(name, "").path("lines").isEmpty() && server.configuration(name).isEmpty()) {
            throw new Refusal(
                    "There is no function " + name + ", and no log of one.",
                    "See what there is: ./hearth functions");
        }
    }

    private void print(JsonNode line) {
        terminal.answer(
                connection.json()
                        ? line.toString()
                        : terminal.onOut(Style.DIM, line.path("time").asString(""))
                                + "  "
                                + line.path("text").asString(""));
    }
}
