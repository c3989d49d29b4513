package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each client creates, invokes, updates, lists and deletes functions in each language. */
class ClientsTest {
    private static final Path TESTS = Path.of("src/test").toAbsolutePath();

    @TempDir Path work;

    @ParameterizedTest
    @EnumSource(Language.class)
    void awsCli(Language language) throws IOException {
        scenario(language, "aws-cli", TESTS.resolve("shell/aws-cli-scenario"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void boto3(Language language) throws IOException {
        scenario(language, "boto3", "/usr/bin/python3", TESTS.resolve("python/scenario.py"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void sdkForJavaScript(Language language) throws IOException {
        scenario(
                language,
                "javascript",
                "node",
                Path.of("target/javascript/scenario.mjs").toAbsolutePath());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void sdkForJava(Language language) throws IOException {
        JavaSdkScenario.run(
                "java-sdk-" + language.family(),
                RunningHearth.runtime(language),
                language.handler(),
                language.zip("one"),
                language.zip("two"));
    }

    private void scenario(Language language, String client, Object... program) throws IOException {
        Object[] command = Arrays.copyOf(program, program.length + 6);
        int next = program.length;
        command[next++] = RunningHearth.endpoint();
        command[next++] = client + "-" + language.family();
        command[next++] = RunningHearth.runtime(language);
        command[next++] = language.handler();
        command[next++] = Files.write(work.resolve("one.zip"), language.zip("one"));
        command[next++] = Files.write(work.resolve("two.zip"), language.zip("two"));
        assertEquals(command.length, next);
        Program.run(command).succeeded();
    }
}
