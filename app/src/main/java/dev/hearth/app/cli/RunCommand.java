package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.cli.Deployment.Outcome;
import dev.hearth.app.cli.ServerClient.Invoked;
import dev.hearth.app.cli.Terminal.Style;
import dev.hearth.app.project.FunctionFolder;
import dev.hearth.app.project.FunctionSettings;
import dev.hearth.app.project.Packaging;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Deploy the function in a folder and call it.",
        description = {
            "Runtime and handler come from the flags, else from the folder's SAM template.yaml, else"
                    + " from its files: app.py, lambda_function.py or main.py with a handler;"
                    + " package.json, index.mjs or index.js; a Maven project; a bootstrap.",
            "",
            "Uses the server that runs at --endpoint; when none does, starts one for the length of"
                    + " the command. The function stays deployed, in --data.",
            "",
            "The answer goes to standard output, everything else to standard error."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./hearth run examples/hello-python --event '{\"name\":\"Ada\"}'",
            "  ./hearth run examples/hello-node --event @event.json --env GREETING=Servus",
            "  ./hearth run my-function --runtime python3.13 --handler app.main --timeout 30"
        })
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The folder with the function in it.")
    private Path folder = Path.of("");

    @Option(
            names = {"-e", "--event"},
            paramLabel = "JSON|@FILE|-",
            defaultValue = "{}",
            description = "What the function is given (${DEFAULT-VALUE}).")
    private String event = "";

    @Option(names = "--name", description = "The function's name (the folder's).")
    private Optional<String> name = Optional.empty();

    @Option(names = "--runtime", description = "AWS's name of it, such as python3.13.")
    private Optional<String> runtime = Optional.empty();

    @Option(names = "--handler", description = "Such as app.handler.")
    private Optional<String> handler = Optional.empty();

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "1 to 900 (3).")
    private Optional<Integer> timeout = Optional.empty();

    @Option(names = "--memory", paramLabel = "MB", description = "128 to 10240 (128).")
    private Optional<Integer> memory = Optional.empty();

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "An environment variable; may be given again.")
    private Map<String, String> environment = Map.of();

    @Mixin private Connection connection = new Connection();
    @Mixin private ServerFlags serverFlags = new ServerFlags();

    private final Terminal terminal;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        byte[] bytes = Event.read(event);
        FunctionFolder function = FunctionFolder.at(folder);
        try (RunningServer running = RunningServer.at(connection, serverFlags, terminal::say)) {
            ServerClient server = connection.to(running.endpoint());
            FunctionSettings settings =
                    function.settings(flags(), runtimesOf(server), terminal::say);
            String deployed = settings.name().orElseThrow();
            Packaging packaging = Packaging.of(settings.code().orElseThrow());
            Outcome outcome = new Deployment(server).deploy(deployed, settings, packaging);
            sayWhatRuns(deployed, settings, packaging, outcome);

            Invoked invoked = server.invoke(deployed, bytes);
            return new InvocationReport(terminal).show(deployed, invoked, connection.json(), true);
        }
    }

    private FunctionSettings flags() {
        if (runtime.isPresent() && handler.isEmpty() && !runtime.get().startsWith("provided")) {
            throw new Refusal(
                    "--runtime says in what language, not which function.",
                    "Say it with --handler, such as --handler app.handler.");
        }
        return new FunctionSettings(
                name, runtime, handler, Optional.empty(), memory, timeout, environment);
    }

    private static List<String> runtimesOf(ServerClient server) {
        JsonNode runtimes = server.status().path("runtimes");
        return StreamSupport.stream(runtimes.spliterator(), false)
                .map(runtime -> runtime.path("name").asString(""))
                .toList();
    }

    private void sayWhatRuns(
            String deployed, FunctionSettings settings, Packaging packaging, Outcome outcome) {
        if (connection.json()) {
            return;
        }
        terminal.say(
                "%s  %s  %s  %s, %s  (%s)"
                        .formatted(
                                terminal.onErr(Style.BOLD, deployed),
                                settings.runtime().orElse(""),
                                settings.handler().orElse(""),
                                packaging.files() == 1 ? "1 file" : packaging.files() + " files",
                                Bytes.readable(packaging.zip().length),
                                outcome.name().toLowerCase(Locale.ROOT)));
    }
}
