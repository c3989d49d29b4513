package dev.hearth.worker.environment;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.hearth.worker.TestWorker;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A suite that holds for a worker on any backend: one subclass for each. */
abstract class WorkerContract {
    @TempDir private Path folder;
    private TestWorker worker;

    /**
     * @param run where it may keep a folder for every environment
     */
    protected abstract SandboxBackend backend(Path run) throws IOException;

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

    protected final void reopen(EnvironmentSettings settings) throws IOException {
        worker.close();
        worker = TestWorker.open(folder, this::backend, settings);
    }

    static void assertMatches(String pattern, String text) {
        assertTrue(text.matches(pattern), () -> "expected " + pattern + "\nbut was " + text);
    }

    /** Each of these is in a line of its own, in this order, perhaps with others between. */
    static void assertInOrder(List<String> lines, String... parts) {
        int from = 0;
        for (String part : parts) {
            int at = from;
            while (at < lines.size() && !lines.get(at).contains(part)) {
                at++;
            }
            if (at == lines.size()) {
                fail("'" + part + "' is missing, or comes too early, in " + lines);
            }
            from = at + 1;
        }
    }
}
