package dev.hearth.worker.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.worker.JavaSources;
import dev.hearth.worker.TestPackage;
import dev.hearth.worker.TestWorker.Answer;
import dev.hearth.worker.TestWorker.Spec;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a package may bring to be started in place of a runtime, or around one. */
public abstract class EntrypointContract extends WorkerContract {
    private static final String WRAPPER =
            """
            #!/bin/sh
            export WRAPPED="around $#"
            exec "$@"
            """;

    @Test
    void providedRunsAShellScript() {
        EnvironmentId id =
                worker().start(
                                Spec.provided(
                                        """
                                        #!/bin/bash
                                        host=${AWS_LAMBDA_RUNTIME_API%:*} port=${AWS_LAMBDA_RUNTIME_API#*:}
                                        api=/2018-06-01/runtime/invocation
                                        while true; do
                                          exec 3<>/dev/tcp/$host/$port
                                          printf 'GET %s/next HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' $api >&3
                                          length=0
                                          while IFS= read -r line <&3; line=${line%$'\\r'}; [ -n "$line" ]; do
                                            case ${line,,} in
                                              content-length:*) length=${line#*: } ;;
                                              lambda-runtime-aws-request-id:*) id=${line#*: } ;;
                                            esac
                                          done
                                          IFS= read -r -N "$length" event <&3
                                          answer="{\\"shell got\\":$event}"
                                          printf 'POST %s/%s/response HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: %s\\r\\n\\r\\n%s' $api "$id" ${#answer} "$answer" >&3
                                          IFS= read -r line <&3
                                          exec 3>&-
                                        done
                                        """));
        assertEquals("{\"shell got\":{\"n\":1}}", worker().invoke(id, "{\"n\":1}").text());
        assertEquals("{\"shell got\":2}", worker().invoke(id, "2").text());
    }

    @Test
    void aBootstrapThatIsNoneIsToldInAwsWords() {
        EnvironmentId missing =
                worker().start(Spec.of("provided.al2023", "any", TestPackage.of("readme", "")));
        assertEntrypoint(
                "Couldn't find valid bootstrap\\(s\\): \\[/var/task/bootstrap /opt/bootstrap\\]",
                worker().invoke(missing));
        EnvironmentId notRunnable =
                worker().start(
                                Spec.of(
                                        "provided.al2023",
                                        "any",
                                        TestPackage.of("bootstrap", "#!/bin/sh\n")));
        assertEntrypoint(
                "fork/exec /var/task/bootstrap: permission denied", worker().invoke(notRunnable));
    }

    private static void assertEntrypoint(String words, Answer answer) {
        assertEquals(Optional.of("Unhandled"), answer.error());
        assertMatches(
                "\\{\"errorType\":\"Runtime.InvalidEntrypoint\",\"errorMessage\":\"RequestId:"
                        + " [0-9a-f-]{36} Error: "
                        + words
                        + "\"\\}",
                answer.text());
    }

    @Test
    void aWrapperRunsTheCommandOfEveryManagedRuntime() {
        assertWrapped(
                "python3.11",
                "app.handler",
                TestPackage.of(
                        "app.py",
                        "import os\ndef handler(event, context): return os.environ['WRAPPED']"));
        assertWrapped(
                "nodejs20.x",
                "index.handler",
                TestPackage.of("index.js", "exports.handler = async () => process.env.WRAPPED"));
        TestPackage java = new TestPackage();
        JavaSources.compile(
                        17,
                        Map.of(
                                "Handler.java",
                                """
                                public class Handler {
                                    public String handle(Object event) { return System.getenv("WRAPPED"); }
                                }
                                """))
                .forEach((name, bytes) -> java.with(name, bytes, 0644));
        assertWrapped("java17", "Handler::handle", java);
    }

    private void assertWrapped(String runtime, String handler, TestPackage code) {
        EnvironmentId id =
                worker().start(wrapped(runtime, handler, code.withProgram("wrap", WRAPPER)));
        assertMatches("\"around [1-9]\\d*\"", worker().invoke(id).text());
    }

    private static Spec wrapped(String runtime, String handler, TestPackage code) {
        return Spec.of(runtime, handler, code)
                .variables(Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/var/task/wrap"))
                .memory(512);
    }

    @Test
    void aWrapperThatIsNoneEndsTheRuntimeAsAwsDoes() {
        TestPackage code = TestPackage.of("app.py", "def handler(e, c): pass");
        EnvironmentId missing = worker().start(wrapped("python3.11", "app.handler", code));
        assertNoWrapper("does not exist", 127, worker().invoke(missing));
        EnvironmentId notRunnable =
                worker().start(wrapped("python3.11", "app.handler", code.with("wrap", WRAPPER)));
        assertNoWrapper("is not an executable", 126, worker().invoke(notRunnable));
    }

    private static void assertNoWrapper(String logged, int status, Answer answer) {
        assertEquals(Optional.of("Unhandled"), answer.error());
        assertMatches(
                "\\{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: [0-9a-f-]{36}"
                        + " Error: Runtime exited with error: exit status "
                        + status
                        + "\"\\}",
                answer.text());
        assertTrue(answer.tail().contains("/wrap: " + logged + "\n"), answer.tail());
    }

    @Test
    void providedRuntimesDoWithoutAWrapper() {
        EnvironmentId id =
                worker().start(
                                wrapped(
                                        "provided.al2023",
                                        "any",
                                        new TestPackage()
                                                .withProgram("bootstrap", "#!/bin/sh\nexit 3\n")));
        assertTrue(worker().invoke(id).text().contains("exit status 3"));
    }
}
