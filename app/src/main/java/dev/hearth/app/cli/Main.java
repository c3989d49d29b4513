package dev.hearth.app.cli;

import dev.hearth.app.Refusal;
import dev.hearth.app.cli.Terminal.Style;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
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
        System.exit(run(terminal, args));
    }

    /** Runs one command line and says how it ended. */
    public static int run(Terminal terminal, String... args) {
        CommandLine hearth = new CommandLine(new HearthCommand(terminal));
        hearth.addSubcommand(new RunCommand(terminal))
                .addSubcommand(new UpCommand(terminal))
                .addSubcommand(new StatusCommand(terminal))
                .addSubcommand(new FunctionsCommand(terminal))
                .addSubcommand(new InvokeCommand(terminal))
                .addSubcommand(new LogsCommand(terminal))
                .addSubcommand(new DoctorCommand(terminal))
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(
                                terminal.colourOut()
                                        ? CommandLine.Help.Ansi.ON
                                        : CommandLine.Help.Ansi.OFF))
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
