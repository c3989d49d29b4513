package dev.hearth.app.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.app.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionFolderTest {
    private static final List<String> OFFERED =
            List.of("python3.9", "python3.11", "nodejs20.x", "java17", "java25", "provided.al2023");

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "app.py             | def handler(event, context): pass                      | python3.11 | app.handler",
                "lambda_function.py | def lambda_handler(event, context): pass               | python3.11 | lambda_function.lambda_handler",
                "main.py            | def other(a): pass@def main(event: dict, context): pass | python3.11 | main.main",
                "main.py            | async def work(event, _context) -> str: pass           | python3.11 | main.work",
                "index.mjs          | export const handler = async () => {}                  | nodejs20.x | index.handler",
                "index.mjs          | export async function main(event) {}                   | nodejs20.x | index.main",
                "index.mjs          | async function h() {}@export { h as handler };         | nodejs20.x | index.handler",
                "index.js           | exports.handler = (e, c, done) => done()               | nodejs20.x | index.handler",
                "index.js           | module.exports.greet = async () => 1                   | nodejs20.x | index.greet",
                "app.js             | module.exports = { handler }                           | nodejs20.x | app.handler",
                "bootstrap          | #!/bin/sh                                              | provided.al2023 | bootstrap",
            })
    void aFunctionIsRecognisedByItsFiles(String file, String source, String runtime, String handler)
            throws IOException {
        Files.writeString(folder.resolve(file), source.replace('@', '\n'));
        FunctionSettings settings = settings(FunctionSettings.NONE);
        assertEquals(Optional.of(runtime), settings.runtime());
        assertEquals(Optional.of(handler), settings.handler());
        assertEquals(Optional.of(folder), settings.code());
        assertEquals(Optional.of(folder.getFileName().toString()), settings.name());
    }

    @Test
    void theMainFileOfANodePackageIsLookedAtFirst() throws IOException {
        Files.writeString(folder.resolve("package.json"), "{\"main\": \"./src/serve.js\"}");
        Files.createDirectory(folder.resolve("src"));
        Files.writeString(folder.resolve("src/serve.js"), "exports.handler = async () => 1;");
        Files.writeString(folder.resolve("index.js"), "exports.handler = async () => 2;");
        assertEquals(Optional.of("src/serve.handler"), settings(FunctionSettings.NONE).handler());
    }

    @Test
    void aJavaProjectIsItsJarOnTheOldestRuntimeThatRunsIt() throws IOException {
        Path source = Files.createDirectories(folder.resolve("src/main/java/a/b"));
        Files.writeString(
                source.resolve("Greeter.java"),
                "package a.b;\npublic class Greeter implements RequestHandler<String, String> {}\n");
        Files.writeString(
                folder.resolve("pom.xml"),
                "<project><properties><maven.compiler.release>21</maven.compiler.release></properties></project>");
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.write(target.resolve("original-greeter.jar"), new byte[50]);
        Files.write(target.resolve("greeter-sources.jar"), new byte[500]);
        Path jar = Files.write(target.resolve("greeter.jar"), new byte[100]);
        FunctionSettings settings = settings(FunctionSettings.NONE);
        assertEquals(Optional.of("java25"), settings.runtime());
        assertEquals(Optional.of("a.b.Greeter"), settings.handler());
        assertEquals(Optional.of(jar), settings.code());
    }

    @Test
    void flagsComeFirst() throws IOException {
        Files.writeString(folder.resolve("app.py"), "def handler(event, context): pass");
        FunctionSettings flags =
                new FunctionSettings(
                        Optional.of("mine"),
                        Optional.of("python3.9"),
                        Optional.of("app.other"),
                        Optional.empty(),
                        Optional.of(512),
                        Optional.of(30),
                        Map.of("A", "1"));
        FunctionSettings settings = settings(flags);
        assertEquals(Optional.of("mine"), settings.name());
        assertEquals(Optional.of("python3.9"), settings.runtime());
        assertEquals(Optional.of("app.other"), settings.handler());
        assertEquals(Optional.of(512), settings.memoryMb());
        assertEquals(Optional.of(30), settings.timeoutSeconds());
        assertEquals(Map.of("A", "1"), settings.environment());
    }

    @Test
    void nothingRecognisableIsRefusedWithTheWayOut() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "nothing to run");
        Refusal refusal = assertThrows(Refusal.class, () -> settings(FunctionSettings.NONE));
        assertTrue(refusal.advice().contains("--runtime"), refusal.advice());
    }

    @Test
    void modulesThatAreNotInstalledAreNamed() throws IOException {
        Files.writeString(
                folder.resolve("package.json"), "{\"dependencies\": {\"marked\": \"15.0.12\"}}");
        Files.writeString(folder.resolve("index.js"), "exports.handler = async () => 1;");
        Refusal refusal = assertThrows(Refusal.class, () -> settings(FunctionSettings.NONE));
        assertTrue(refusal.advice().contains("npm"), refusal.advice());
    }

    private FunctionSettings settings(FunctionSettings flags) {
        return FunctionFolder.at(folder).settings(flags, OFFERED, _ -> {});
    }
}
