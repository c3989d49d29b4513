package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A function that uses an AWS SDK as it would on AWS: endpoint and credentials are there. */
class FunctionAsClientTest {
    private static final Path JAVASCRIPT = Path.of("target/javascript");

    @Test
    void aFunctionInvokesAnotherAndMayNotChangeIt() throws IOException {
        try (Functions functions = new Functions(RunningHearth.endpoint())) {
            String callee = functions.create(Language.PYTHON, "callee");
            String caller =
                    functions.create(
                            "caller",
                            RunningHearth.runtime(Language.NODE),
                            "caller.handler",
                            Zip.of(withTheSdk()),
                            r -> r.memorySize(512).timeout(60));
            Functions.Answer answer = functions.invoke(caller, "{\"callee\":\"" + callee + "\"}");
            assertEquals(Optional.empty(), answer.error(), answer.payload());
            JsonNode told = new JsonMapper().readTree(answer.payload());
            assertEquals("one", told.path("answer").path("version").asString());
            assertEquals(7, told.path("answer").path("event").path("n").asInt());
            assertEquals("AccessDeniedException", told.path("deleteOther").asString());
            assertEquals("AccessDeniedException", told.path("list").asString());
            functions.delete(caller);
            functions.delete(callee);
        }
    }

    private static Map<String, byte[]> withTheSdk() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("caller.mjs", Files.readAllBytes(JAVASCRIPT.resolve("caller.mjs")));
        try (Stream<Path> modules = Files.walk(JAVASCRIPT.resolve("node_modules"))) {
            for (Path file : modules.filter(FunctionAsClientTest::isNeeded).toList()) {
                files.put(JAVASCRIPT.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** Neither type declarations nor what is built for browsers. */
    private static boolean isNeeded(Path file) {
        String name = file.toString();
        return Files.isRegularFile(file)
                && !name.endsWith(".d.ts")
                && !name.endsWith(".map")
                && !name.contains("dist-types");
    }
}
