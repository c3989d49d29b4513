package dev.hearth.worker.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.worker.TestWorker;
import dev.hearth.worker.TestWorker.Answer;
import dev.hearth.worker.TestWorker.Spec;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of an execution environment, whatever its sandbox is made of. */
public abstract class EnvironmentLifecycleContract {
    @TempDir private Path folder;
    private TestWorker worker;

    /**
     * @param run where it may keep a folder for every environment
     */
    protected abstract SandboxBackend backend(Path run);

    protected EnvironmentLifecycleContract() {}

    @BeforeEach
    void openWorker() throws IOException {
        worker = TestWorker.open(folder, this::backend, EnvironmentSettings.DEFAULT);
    }

    @AfterEach
    void closeWorker() {
        worker.close();
    }

    protected final TestWorker worker() {
        return worker;
    }

    @Test
    void answersWithWhatTheHandlerReturns() {
        EnvironmentId id =
                worker.start(Spec.python("def handler(event, context): return {'got': event}"));
        assertEquals(
                new Answer("{\"got\": {\"n\": 1}}", Optional.empty(), ""),
                noTail(worker.invoke(id, "{\"n\":1}")));
        assertEquals("{\"got\": 2}", worker.invoke(id, "2").text());
    }

    @Test
    void aTimeoutIsToldInAwsWordsAndKeepsTmp() {
        EnvironmentId id =
                worker.start(
                        Spec.python(
                                        """
                                        import os, tempfile, time
                                        path = os.path.join(tempfile.gettempdir(), 'kept')
                                        def handler(event, context):
                                            if event == 'sleep':
                                                open(path, 'w').write('here')
                                                time.sleep(60)
                                            return open(path).read()
                                        """)
                                .timeout(Duration.ofSeconds(1)));
        Answer answer = worker.invoke(id, "\"sleep\"");
        assertEquals(Optional.of("Unhandled"), answer.error());
        assertTrue(
                answer.text()
                        .matches(
                                "\\{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId:"
                                        + " [0-9a-f-]{36} Error: Task timed out after 1.00 seconds\"\\}"),
                answer.text());
        assertTrue(answer.tail().contains("\tStatus: timeout\t\n"), answer.tail());
        assertTrue(
                answer.tail().stripTrailing().endsWith("Task timed out after 1.00 seconds"),
                answer.tail());
        assertEquals("\"here\"", worker.invoke(id, "\"read\"").text());
    }

    private static Answer noTail(Answer answer) {
        return new Answer(answer.text(), answer.error(), "");
    }
}
