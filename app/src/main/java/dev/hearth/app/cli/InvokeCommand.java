package dev.hearth.app.cli;

import dev.hearth.app.cli.ServerClient.Invoked;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "invoke",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Call a function and print its answer.",
        description =
                "The answer goes to standard output, the log (with --log) to standard error. Exits with 1 when the function failed.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./hearth invoke hello-python --event '{\"name\":\"Ada\"}'",
            "  ./hearth invoke hello-python --event @event.json --log",
            "  echo '{}' | ./hearth invoke hello-python --event - --json"
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
        Invoked invoked = server.invoke(name, bytes);
        return new InvocationReport(terminal).show(name, invoked, connection.json(), log);
    }
}
