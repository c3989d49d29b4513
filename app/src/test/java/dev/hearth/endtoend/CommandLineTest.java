package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./hearth} as people and programs use it. */
class CommandLineTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path work;

    @Test
    void aRunWithoutAServerBringsItsOwn() {
        Path example = HearthScript.ROOT.resolve("examples/hello-python");
        Program.Result result =
                hearth("run", example, "--event", "{\"name\":\"Ada\"}", "--timeout", "60");
        JsonNode answer = JSON.readTree(result.succeeded().out());
        assertEquals("Hello, Ada!", answer.path("message").asString());
        assertTrue(result.err().contains("greeting Ada"), result.err());
        assertTrue(result.err().contains("REPORT RequestId: "), result.err());
    }

    @Test
    void everyCommandOfAServer() throws IOException {
        Path example = HearthScript.ROOT.resolve("examples/hello-python");
        try (HearthScript server = HearthScript.up(work.resolve("data"))) {
            String endpoint = "--endpoint=" + server.endpoint();
            hearth("run", example, "--timeout", "60", endpoint).succeeded();

            JsonNode functions =
                    JSON.readTree(hearth("functions", "--json", endpoint).succeeded().out());
            assertEquals("hello-python", functions.path(0).path("FunctionName").asString());
            assertTrue(hearth("functions", endpoint).succeeded().out().contains("hello-python"));

            Program.Result invoked =
                    hearth(
                            "invoke",
                            "hello-python",
                            "--event",
                            "{\"name\":\"Eve\"}",
                            "--json",
                            endpoint);
            JsonNode report = JSON.readTree(invoked.succeeded().out());
            assertEquals("Hello, Eve!", report.path("answer").path("message").asString());
            assertTrue(report.path("log").asString().contains("greeting Eve"));

            JsonNode status = JSON.readTree(hearth("status", "--json", endpoint).succeeded().out());
            assertEquals(server.endpoint(), status.path("endpoint").asString());
            assertEquals(
                    "hello-python",
                    status.path("environments").path(0).path("function").asString());
            assertTrue(hearth("status", endpoint).succeeded().out().contains("idle"));

            String id =
                    hearth("invoke", "hello-python", "--async", "--event", "{}", endpoint)
                            .succeeded()
                            .out()
                            .strip();
            awaitLog(id, endpoint);
            assertTrue(hearth("queue", endpoint).succeeded().out().contains("hello-python"));

            String logs = hearth("logs", "hello-python", endpoint).succeeded().out();
            assertTrue(logs.contains("greeting Eve") && logs.contains("REPORT"), logs);
        }
    }

    private void awaitLog(String requestId, String endpoint) {
        String logs = "";
        for (int look = 0; look < 20 && !logs.contains("REPORT RequestId: " + requestId); look++) {
            logs = hearth("logs", "hello-python", endpoint).succeeded().out();
        }
        assertTrue(logs.contains("REPORT RequestId: " + requestId), logs);
    }

    @Test
    void aFunctionThatFailsIsTheExitCode() throws IOException {
        Path folder = Files.createDirectory(work.resolve("failing"));
        Files.writeString(
                folder.resolve("app.py"),
                "def handler(event, context):\n    raise ValueError('no')\n");
        Program.Result result =
                hearth("run", folder, "--timeout", "60", "--endpoint", RunningHearth.endpoint());
        assertEquals(1, result.exitCode());
        assertTrue(result.out().contains("ValueError"), result.out());
    }

    @Test
    void theSettingsOfASamTemplateAreTaken() throws IOException {
        Path folder = Files.createDirectory(work.resolve("sam"));
        Files.createDirectory(folder.resolve("src"));
        Files.writeString(
                folder.resolve("src/code.py"),
                "import os\ndef answer(event, context):\n    return [os.environ['STAGE'], context.memory_limit_in_mb]\n");
        Files.writeString(
                folder.resolve("template.yaml"),
                """
                Parameters:
                  Stage:
                    Type: String
                    Default: trial
                Globals:
                  Function:
                    MemorySize: 192
                Resources:
                  Answerer:
                    Type: AWS::Serverless::Function
                    Properties:
                      CodeUri: src/
                      Handler: code.answer
                      Runtime: %s
                      Timeout: 50
                      Policies: !Sub "${AWS::StackName}-policy"
                      Environment:
                        Variables:
                          STAGE: !Ref Stage
                """
                        .formatted(RunningHearth.runtime(Language.PYTHON)));
        Program.Result result = hearth("run", folder, "--endpoint", RunningHearth.endpoint());
        assertEquals(JSON.readTree("[\"trial\",\"192\"]"), JSON.readTree(result.succeeded().out()));
    }

    @Test
    void mistakesAreToldWithWhatToDo() throws IOException {
        refused("There is no folder", "run", work.resolve("nowhere"));
        refused(
                "holds no function that Hearth recognises",
                "run",
                Files.createDirectory(work.resolve("empty")));
        refused("./hearth up", "functions", "--endpoint", "http://127.0.0.1:1");
        refused("is not JSON", "invoke", "any", "--event", "{nope");
        refused("HEARTH_ACCESS_KEY_ID", "up", "--host", "0.0.0.0", "--port", "0");
        refused("has no log yet", "invoke", "any", "--async", "--log");
        refused(
                "./hearth functions",
                "invoke",
                "no-such",
                "--async",
                "--endpoint",
                RunningHearth.endpoint());
        refused("./hearth functions", "invoke", "no-such", "--endpoint", RunningHearth.endpoint());
        refused("no log of one", "logs", "no-such", "--endpoint", RunningHearth.endpoint());
        String port = RunningHearth.endpoint().replaceFirst(".*:", "");
        refused("--port", "up", "--port", port);
    }

    @Test
    void helpTeachesAtEveryLevel() {
        for (String command :
                new String[] {
                    "run", "up", "status", "functions", "invoke", "logs", "queue", "doctor"
                }) {
            String help = hearth(command, "--help").succeeded().out();
            assertTrue(help.contains("Examples:") && help.contains("./hearth " + command), help);
        }
        assertTrue(hearth("--version").succeeded().out().startsWith("Hearth "));
    }

    @Test
    void doctorNamesWhatThereIs() {
        JsonNode findings = JSON.readTree(hearth("doctor", "--json").out());
        assertTrue(findings.size() >= 6, findings.toString());
        assertEquals("java", findings.path(0).path("about").asString());
        assertEquals("good", findings.path(0).path("verdict").asString());
    }

    private void refused(String words, Object... arguments) {
        Program.Result result = hearth(arguments);
        assertEquals(2, result.exitCode(), result::err);
        assertTrue(result.err().contains(words), result.err());
        assertEquals("", result.out());
    }

    private Program.Result hearth(Object... arguments) {
        return HearthScript.run(
                Map.of("HEARTH_DATA", work.resolve("data").toString()), work, arguments);
    }
}
