package dev.hearth.app.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Show the invokes that nobody waits for.",
        description = {
            "One line for each function with events of invocation type Event, or that had some since"
                    + " the server started.",
            "",
            "WAITING is queued and due, RUNNING is being invoked, RETRYING waits for its next attempt;"
                    + " OLDEST is the age of the oldest of them. DEAD went to a dead-letter queue or a"
                    + " destination for failures, DROPPED had nowhere to go."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./hearth queue",
            "  ./hearth queue --json | jq '.[] | select(.retrying > 0)'",
            "  aws lambda invoke --invocation-type Event --function-name NAME --payload '{}' /dev/null"
        })
final class QueueCommand implements Callable<Integer> {
    private static final List<String> HEADING =
            List.of(
                    "FUNCTION",
                    "WAITING",
                    "RUNNING",
                    "RETRYING",
                    "OLDEST",
                    "ACCEPTED",
                    "DEAD",
                    "DROPPED");

    @Mixin private Connection connection = new Connection();

    private final Terminal terminal;

    QueueCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        JsonNode queues = connection.open().queues();
        if (connection.json()) {
            terminal.answer(queues.toString());
        } else if (queues.isEmpty()) {
            terminal.say("No function has events, and none had since the server started.");
        } else {
            terminal.table(HEADING, queues, QueueCommand::cells);
        }
        return ExitCodes.OK;
    }

    private static List<String> cells(JsonNode queue) {
        JsonNode oldest = queue.path("oldestMs");
        return List.of(
                queue.path("function").asString(""),
                queue.path("waiting").asString(""),
                queue.path("inFlight").asString(""),
                queue.path("retrying").asString(""),
                oldest.isNumber() ? Durations.readable(Duration.ofMillis(oldest.asLong())) : "-",
                queue.path("received").asString(""),
                queue.path("dead").asString(""),
                queue.path("dropped").asString(""));
    }
}
