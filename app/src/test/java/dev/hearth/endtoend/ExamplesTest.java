package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every folder in {@code examples}, run as the README says. */
class ExamplesTest {
    private static final String ADA = "{\"name\":\"Ada\"}";

    @TempDir Path work;

    @Test
    void helloPython() throws IOException {
        assertEquals("Hello, Ada!", run("hello-python", ADA).path("message").asString());
    }

    @Test
    void helloNode() throws IOException {
        JsonNode answer = run("hello-node", "{\"text\":\"to be or not to be\"}");
        assertEquals(6, answer.path("words").asInt());
        assertEquals(2, answer.path("counts").path("be").asInt());
    }

    @Test
    void aNodeFunctionWithAnNpmDependency() throws IOException {
        Path folder = copy("node-deps");
        Program.Result early = hearth(folder, ADA);
        assertEquals(2, early.exitCode());
        assertTrue(early.err().contains("npm --prefix"), early.err());

        Program.run("npm", "--prefix", folder, "ci", "--omit=dev", "--no-fund", "--no-audit")
                .succeeded();
        assertEquals("<h1>Hello, Ada</h1>", answer(hearth(folder, ADA)).path("html").asString());
    }

    @Test
    void aJavaFunctionBuiltWithMaven() throws IOException {
        Path folder = copy("hello-java");
        JsonNode answer = answer(hearth(folder, "@" + folder.resolve("event.json")));
        assertEquals(200, answer.path("statusCode").asInt());
        assertEquals("Hello, Ada!", answer.path("body").asString());
    }

    @Test
    void helloProvided() throws IOException {
        JsonNode answer = run("hello-provided", ADA);
        assertEquals("Hello, Ada!", answer.path("message").asString());
        assertTrue(answer.path("uptimeSeconds").asInt() > 0);
    }

    private JsonNode run(String example, String event) throws IOException {
        return answer(hearth(copy(example), event));
    }

    private Program.Result hearth(Path folder, String event) {
        return HearthScript.run(
                Map.of(),
                work,
                "run",
                folder,
                "--event",
                event,
                "--timeout",
                "60",
                "--memory",
                "512",
                "--endpoint",
                RunningHearth.endpoint());
    }

    private static JsonNode answer(Program.Result result) {
        return new JsonMapper().readTree(result.succeeded().out());
    }

    /** A copy, so that what is built or installed stays out of the sources. */
    private Path copy(String example) throws IOException {
        Path from = HearthScript.ROOT.resolve("examples").resolve(example);
        Path to = work.resolve(example);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(f -> !isBuilt(from.relativize(f))).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to;
    }

    private static boolean isBuilt(Path path) {
        return path.startsWith("target") || path.startsWith("node_modules");
    }
}
