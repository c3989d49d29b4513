package dev.hearth.app.cli;

import dev.hearth.app.cli.Terminal.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
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
            "WAITING is queued and due, RUNNING is being invoked, RETRYING waits for its next attempt"
                    + " or for a destination that is down; OLDEST is the age of the oldest of them that is known. DEAD went to a"
                    + " dead-letter queue or a destination for failures, DROPPED had nowhere to go."
                    + " ACCEPTED, DEAD and DROPPED count from the server's start.",
            "",
            "After a restart the queue still holds the events of before. Until they come out nobody"
                    + " knows whose they are: they are the line \"not looked at\"."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./hearth queue",
            "  ./hearth queue --json | jq .all",
            "  ./hearth queue --json | jq '.queues[] | select(.retrying > 0)'",
            "  ./hearth invoke NAME --async --event '{}'"
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
        JsonNode queue = connection.open().queue();
        if (connection.json()) {
            terminal.answer(queue.toString());
        } else {
            show(queue);
        }
        return ExitCodes.OK;
    }

    private void show(JsonNode queue) {
        List<List<String>> rows = new ArrayList<>();
        queue.path("queues").forEach(function -> rows.add(function(function)));
        JsonNode unseen = queue.path("notLookedAt");
        if (unseen.path("waiting").asLong(0) + unseen.path("retrying").asLong(0) > 0) {
            rows.add(sum("(not looked at)", unseen));
        }
        if (rows.size() > 1) {
            rows.add(sum("(all)", queue.path("all")));
        }
        if (!rows.isEmpty()) {
            terminal.table(HEADING, rows, Function.identity());
        } else if (!unseen.isMissingNode()) {
            terminal.say("No function has events, and none had since the server started.");
        }
        if (unseen.isMissingNode()) {
            terminal.say(
                    terminal.onErr(
                            Style.YELLOW,
                            "The event queue does not answer: what it still holds of before is not counted."));
        }
    }

    private static List<String> function(JsonNode queue) {
        JsonNode oldest = queue.path("oldestMs");
        return List.of(
                queue.path("function").asString(""),
                number(queue.path("waiting")),
                number(queue.path("inFlight")),
                number(queue.path("retrying")),
                oldest.isNumber() ? Durations.readable(Duration.ofMillis(oldest.asLong())) : "-",
                number(queue.path("received")),
                number(queue.path("dead")),
                number(queue.path("dropped")));
    }

    private static List<String> sum(String name, JsonNode counts) {
        return List.of(
                name,
                number(counts.path("waiting")),
                number(counts.path("inFlight")),
                number(counts.path("retrying")),
                "",
                "",
                "",
                "");
    }

    private static String number(JsonNode count) {
        return count.isNumber() ? String.format(Locale.ROOT, "%,d", count.asLong()) : "-";
    }
}
