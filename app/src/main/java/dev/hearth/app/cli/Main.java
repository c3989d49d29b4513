package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.cli.Terminal.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.databind.node.ObjectNode;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Terminal terminal =
                Terminal.of(
                        utf8(FileDescriptor.out),
                        utf8(FileDescriptor.err),
                        System.getProperty("hearth.terminal", ""),
                        System.getenv());
        // Standard output is for answers, which programs read: what a library prints goes to the
        // log. ZooKeeper prints when it tidies its folder.
        System.setOut(System.err);
        System.exit(run(terminal, args));
    }

    /** Runs one command line and says how it ended. */
    public static int run(Terminal terminal, String... args) {
        CommandLine hearth = new CommandLine(new HearthCommand(terminal));
        subcommands(terminal, args).forEach((name, made) -> hearth.addSubcommand(name, made.get()));
        hearth.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                terminal.colourOut()
                                        ? CommandLine.Help.Ansi.ON
                                        : CommandLine.Help.Ansi.OFF))
                .setExpandAtFiles(false) // @FILE is an event's
                .setParameterExceptionHandler((e, _) -> misused(terminal, e))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler(
                        (e, _, _) -> explain(terminal, Arrays.asList(args).contains("--json"), e));
        int code = hearth.execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return code;
    }

    /** All, unless the first word names one: to describe a command to picocli takes its time. */
    private static Map<String, Supplier<Object>> subcommands(Terminal terminal, String... args) {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("run", () -> new RunCommand(terminal));
        all.put("up", () -> new UpCommand(terminal));
        all.put("status", () -> new StatusCommand(terminal));
        all.put("functions", () -> new FunctionsCommand(terminal));
        all.put("invoke", () -> new InvokeCommand(terminal));
        all.put("logs", () -> new LogsCommand(terminal));
        all.put("queue", () -> new QueueCommand(terminal));
        all.put("doctor", () -> new DoctorCommand(terminal));
        if (args.length > 0 && all.containsKey(args[0])) {
            all.keySet().retainAll(List.of(args[0]));
        }
        return all;
    }

    /** A command line that makes no sense: in a sentence, not with the whole help. */
    private static int misused(Terminal terminal, ParameterException e) {
        terminal.say(terminal.onErr(Style.RED, "hearth: ") + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
        terminal.say("  See: ./" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.REFUSED;
    }

    private static int explain(Terminal terminal, boolean json, Exception e) throws Exception {
        return switch (e) {
            case Refusal refusal ->
                    say(terminal, json, "Refused", refusal.problem(), refusal.advice());
            case LambdaError error ->
                    say(terminal, json, error.type(), error.words(), advice(error));
            // A fault of ours: its stack is what a report needs. Picocli prints it.
            default -> throw e;
        };
    }

    private static int say(
            Terminal terminal, boolean json, String code, String problem, String advice) {
        if (json) {
            ObjectNode error = ServerClient.JSON.createObjectNode();
            error.putObject("error")
                    .put("code", code)
                    .put("message", problem)
                    .put("advice", advice);
            terminal.answer(error.toString());
        } else {
            terminal.say(terminal.onErr(Style.RED, "hearth: ") + problem);
            advice.lines().forEach(line -> terminal.say("  " + line));
        }
        return ExitCodes.REFUSED;
    }

    private static String advice(LambdaError error) {
        return switch (error.type()) {
            case "ResourceNotFoundException" -> "See what there is: ./hearth functions";
            case "TooManyRequestsException" ->
                    "Try again in a moment; see what is running: ./hearth status";
            case "InvalidRuntimeException" -> "See what this machine can run: ./hearth doctor";
            case "MissingAuthenticationTokenException",
                    "InvalidSignatureException",
                    "UnrecognizedClientException" ->
                    "Set HEARTH_ACCESS_KEY_ID and HEARTH_SECRET_ACCESS_KEY to the server's.";
            default -> error.type() + ", HTTP " + error.status();
        };
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
