package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.cli.ServerClient.Invoked;
import dev.hearth.app.cli.Terminal.Style;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "invoke",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Call a function and print its answer.",
        description = {
            "The answer goes to standard output, the log (with --log) to standard error. Exits with 1 when"
                    + " the function failed.",
            "",
            "With --async nobody waits: the event is stored, survives any crash of the server, and the"
                    + " function is invoked soon; when it fails, again after one minute and after two."
                    + " What is printed is the id of the request, the same in every attempt and in every"
                    + " line of its log."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./hearth invoke hello-python --event '{\"name\":\"Ada\"}'",
            "  ./hearth invoke hello-python --event @event.json --log",
            "  echo '{}' | ./hearth invoke hello-python --event - --json",
            "  ./hearth invoke hello-python --async --event '{\"name\":\"Ada\"}'",
            "",
            "Where an invoke with --async is to be seen:",
            "  ./hearth queue                           # while it waits, runs or is to be tried again",
            "  ./hearth logs hello-python --follow      # when it has run"
        })
final class InvokeCommand implements Callable<Integer> {
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "NAME", description = "The function: NAME, NAME:QUALIFIER or an ARN.")
    private String name = "";

    @Option(
            names = {"-e", "--event"},
            paramLabel = "JSON|@FILE|-",
            defaultValue = "{}",
            description = "What the function is given (${DEFAULT-VALUE}).")
    private String event = "";

    @Option(
            names = {"-a", "--async"},
            description =
                    "Do not wait for the answer: InvocationType Event. Prints the id of the request.")
    private boolean async;

    @Option(names = "--log", description = "Print the invocation's log too (its last 4 KB).")
    private boolean log;

    private final Terminal terminal;

    InvokeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        byte[] bytes = Event.read(event);
        ServerClient server = connection.open();
        if (async) {
            return queue(server, bytes);
        }
        Invoked invoked = server.invoke(name, bytes);
        return new InvocationReport(terminal).show(name, invoked, connection.json(), log);
    }

    private int queue(ServerClient server, byte[] bytes) {
        if (log) {
            throw new Refusal(
                    "An invoke that nobody waits for has no log yet.",
                    "Leave out --log, and read it later: ./hearth logs " + name,
                    new IllegalArgumentException("--log with --async"));
        }
        String requestId = server.invokeAsync(name, bytes);
        if (connection.json()) {
            ObjectNode accepted = ServerClient.JSON.createObjectNode();
            accepted.put("function", name);
            accepted.put("requestId", requestId);
            terminal.answer(accepted.toString());
        } else {
            terminal.answer(requestId);
            terminal.say(
                    terminal.onErr(
                            Style.DIM,
                            "Accepted. ./hearth queue shows it while it waits, ./hearth logs %s when it has run."
                                    .formatted(name)));
        }
        return ExitCodes.OK;
    }
}
