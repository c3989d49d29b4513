package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.endtoend.Functions.Answer;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A function that fails is answered with 200, the error's name in a header, the error as payload.
 */
class FailingFunctionsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Functions functions = new Functions(RunningHearth.endpoint());

    @AfterEach
    void close() {
        functions.close();
    }

    @Test
    void anExceptionIsAnsweredAsTheRuntimeToldIt(TestInfo test) {
        JsonNode error =
                failure(
                        test,
                        """
                        def handler(event, context):
                            raise ValueError("größer than allowed")
                        """);
        assertEquals("ValueError", error.path("errorType").asString());
        assertEquals("größer than allowed", error.path("errorMessage").asString());
        assertTrue(error.path("stackTrace").isArray());
    }

    @Test
    void aModuleThatIsNotThereIsNamed(TestInfo test) {
        JsonNode error = failure(test, "import no_such_module\n");
        assertEquals("Runtime.ImportModuleError", error.path("errorType").asString());
        assertTrue(error.path("errorMessage").asString().contains("no_such_module"));
    }

    @Test
    void aHandlerThatIsNotThereIsNamed(TestInfo test) {
        JsonNode error = failure(test, "def other(event, context): pass\n");
        assertEquals("Runtime.HandlerNotFound", error.path("errorType").asString());
    }

    @Test
    void anExitIsToldWithItsStatusAndTheNextInvokeIsServed(TestInfo test) {
        String source =
                """
                import os
                def handler(event, context):
                    if event.get("leave"):
                        os._exit(3)
                    return "still here"
                """;
        String name = functions.python(nameOf(test), source);
        Answer left = functions.invoke(name, "{\"leave\":true}");
        assertEquals(Optional.of("Unhandled"), left.error());
        JsonNode error = JSON.readTree(left.payload());
        assertEquals("Runtime.ExitError", error.path("errorType").asString());
        assertTrue(
                error.path("errorMessage")
                        .asString()
                        .endsWith("Error: Runtime exited with error: exit status 3"),
                left.payload());
        assertEquals("\"still here\"", functions.invoke(name, "{}").payload());
        functions.delete(name);
    }

    @Test
    void aTimeoutIsToldAndTheNextInvokeIsServed(TestInfo test) {
        String source =
                """
                import time
                def handler(event, context):
                    time.sleep(event["seconds"])
                    return "in time"
                """;
        String name = functions.python(nameOf(test), source, r -> r.timeout(3));
        Answer late = functions.invoke(name, "{\"seconds\":60}");
        assertEquals(Optional.of("Unhandled"), late.error());
        JsonNode error = JSON.readTree(late.payload());
        assertEquals("Sandbox.Timedout", error.path("errorType").asString());
        assertTrue(
                error.path("errorMessage").asString().endsWith("Task timed out after 3.00 seconds"),
                late.payload());
        assertTrue(late.log().contains("Status: timeout"), late.log());
        assertEquals("\"in time\"", functions.invoke(name, "{\"seconds\":0}").payload());
        functions.delete(name);
    }

    @Test
    void anAnswerOfSevenMegabytesIsRefused(TestInfo test) {
        JsonNode error =
                failure(
                        test,
                        """
                        def handler(event, context):
                            return "x" * (7 * 1024 * 1024)
                        """);
        assertEquals("Function.ResponseSizeTooLarge", error.path("errorType").asString());
    }

    @Test
    void aBootstrapWithoutItsRunBitIsNamed(TestInfo test) {
        String name =
                functions.create(
                        nameOf(test),
                        RunningHearth.runtime(Language.PROVIDED),
                        "bootstrap",
                        Zip.withoutRunBits(Language.PROVIDED.files("one")),
                        _ -> {});
        Answer answer = functions.invoke(name, "{}");
        assertEquals(Optional.of("Unhandled"), answer.error());
        assertEquals(
                "Runtime.InvalidEntrypoint",
                JSON.readTree(answer.payload()).path("errorType").asString());
        functions.delete(name);
    }

    @Test
    void theVariablesOfTheConfigurationReachTheFunction(TestInfo test) {
        String source =
                """
                import os
                def handler(event, context):
                    return [os.environ["COLOUR"], os.environ["AWS_LAMBDA_FUNCTION_NAME"], context.memory_limit_in_mb]
                """;
        String name =
                functions.python(
                        nameOf(test),
                        source,
                        r -> r.environment(e -> e.variables(Map.of("COLOUR", "grün"))));
        JsonNode answer = JSON.readTree(functions.invoke(name, "{}").payload());
        assertEquals("grün", answer.path(0).asString());
        assertEquals(name, answer.path(1).asString());
        assertEquals("256", answer.path(2).asString());
        functions.delete(name);
    }

    private JsonNode failure(TestInfo test, String source) {
        String name = functions.python(nameOf(test), source);
        Answer answer = functions.invoke(name, "{}");
        assertEquals(Optional.of("Unhandled"), answer.error(), answer.payload());
        assertTrue(
                answer.log().lines().anyMatch(line -> line.startsWith("REPORT RequestId: ")),
                answer.log());
        functions.delete(name);
        return JSON.readTree(answer.payload());
    }

    private static String nameOf(TestInfo test) {
        return test.getTestMethod().orElseThrow().getName();
    }
}
