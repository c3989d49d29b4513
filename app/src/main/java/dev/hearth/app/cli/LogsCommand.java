package dev.hearth.app.cli;

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
        String cursor = "";
        do {
            String before = cursor;
            JsonNode page = server.logs(name, before);
            page.path("lines").forEach(this::print);
            terminal.out().flush();
            cursor = page.path("cursor").asString(before);
            boolean more = !cursor.equals(before) && !page.path("lines").isEmpty();
            if (!more && !(follow && Pause.of(BETWEEN_LOOKS))) {
                return ExitCodes.OK;
            }
        } while (true);
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
