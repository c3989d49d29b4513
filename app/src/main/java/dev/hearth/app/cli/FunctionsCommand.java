package dev.hearth.app.cli;

import java.util.ArrayList;
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
            terminal.table(rows(functions));
        }
        return ExitCodes.OK;
    }

    private static List<List<String>> rows(List<JsonNode> functions) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("NAME", "RUNTIME", "HANDLER", "MEMORY", "TIMEOUT", "CODE", "MODIFIED"));
        for (JsonNode f : functions) {
            rows.add(
                    List.of(
                            f.path("FunctionName").asString(""),
                            f.path("Runtime").asString(""),
                            f.path("Handler").asString(""),
                            f.path("MemorySize").asInt() + " MB",
                            f.path("Timeout").asInt() + " s",
                            Bytes.readable(f.path("CodeSize").asLong()),
                            f.path("LastModified").asString("").replaceFirst("\\..*", "Z")));
        }
        return rows;
    }
}
