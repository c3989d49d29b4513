package dev.hearth.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The AWS CLI configures what becomes of events, and maps a queue to a function. */
class AsyncConfigurationTest {
    private static final Path SCRIPT =
            Path.of("src/test/shell/aws-cli-async-configuration").toAbsolutePath();

    @TempDir Path work;

    @Test
    void awsCli() throws IOException {
        Language language = Language.PYTHON;
        Program.run(
                        SCRIPT,
                        RunningHearth.endpoint(),
                        "async-configuration",
                        RunningHearth.runtime(language),
                        language.handler(),
                        Files.write(work.resolve("one.zip"), language.zip("one")))
                .succeeded();
    }
}
