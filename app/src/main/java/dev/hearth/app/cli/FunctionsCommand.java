package dev.hearth.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

@Command(
        name = "functions",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "List the functions there are.",
        footerHeading = "%nExamples:%n",
        footer = {"  ./hearth functions", "  ./hearth functions --json | jq -r '.[].FunctionName'"})
final class FunctionsCommand implements Callable<Integer> {
    private static final List<String> HEADING =
            List.of("NAME", "RUNTIME", "HANDLER", "MEMORY", "TIMEOUT", "CODE", "MODIFIED");

    @Mixin private Connection connection = new Connection();

    private final Terminal terminal;

    FunctionsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ServerClient server = connection.open();
        List<JsonNode> functions = server.functions();
        if (connection.json()) {
            ArrayNode all = ServerClient.JSON.createArrayNode();
            functions.forEach(all::add);
            terminal.answer(all.toString());
        } else if (functions.isEmpty()) {
            terminal.say("No functions yet. Deploy one with: ./hearth run DIR");
        } else {
            terminal.table(HEADING, functions, FunctionsCommand::cells);
        }
        return ExitCodes.OK;
    }

    private static List<String> cells(JsonNode function) {
        return List.of(
                function.path("FunctionName").asString(""),
                function.path("Runtime").asString(""),
                function.path("Handler").asString(""),
                function.path("MemorySize").asInt() + " MB",
                function.path("Timeout").asInt() + " s",
                Bytes.readable(function.path("CodeSize").asLong()),
                function.path("LastModified").asString("").replaceFirst("\\..*", "Z"));
    }
}
