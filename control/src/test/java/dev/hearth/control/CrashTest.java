package dev.hearth.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.function.FunctionConfig;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.State;

/** Kills a server with SIGKILL again and again, and looks at what it had acknowledged. */
final class CrashTest {
    private static final int ROUNDS = 4;
    private static final int ANSWERS_BEFORE_THE_KILL = 12;
    private static final int FUNCTIONS = 5;

    @TempDir private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedIsThereAndWhole() throws Exception {
        Map<String, String> acknowledged = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            int answers = runAndKill(round, acknowledged);
            assertTrue(answers >= ANSWERS_BEFORE_THE_KILL, () -> "it ended early: " + errors());
            try (ControlRig rig = ControlRig.open(folder)) {
                check(rig, acknowledged);
            }
        }
    }

    /**
     * Lines are {@code <function> <content>} for one that was created or updated, {@code
     * <function>} for one that was deleted.
     */
    private int runAndKill(int round, Map<String, String> acknowledged) throws IOException {
        Process server =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Victim.class.getName(),
                                folder.toString(),
                                Integer.toString(round))
                        .redirectError(ProcessBuilder.Redirect.to(log()))
                        .start();
        int answers = 0;
        try (BufferedReader lines = server.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 2);
                if (words.length == 2) {
                    acknowledged.put(words[0], words[1]);
                } else {
                    acknowledged.remove(words[0]);
                }
                answers++;
                if (answers == ANSWERS_BEFORE_THE_KILL) {
                    // Through its handle, as the process itself would close its output unread.
                    assertTrue(server.toHandle().destroyForcibly());
                }
            }
        } finally {
            server.destroyForcibly();
        }
        return answers;
    }

    /** One operation was under way at the kill, of which nobody was told; the others were not. */
    private static void check(ControlRig rig, Map<String, String> acknowledged) throws IOException {
        Map<String, String> stored = new HashMap<>();
        for (FunctionConfiguration function : rig.lambda.listFunctions().functions()) {
            String name = function.functionName();
            FunctionConfig config = rig.control.resolve(ControlRig.ref(name)).config();
            String code = content(rig.blobs.path(config.code()).orElseThrow());
            assertEquals(State.ACTIVE, state(rig, name));
            assertTrue(code.compareTo(function.description()) >= 0, "older code than was stored");
            stored.put(name, function.description());
        }
        Set<String> concerned = new HashSet<>();
        for (String name : union(stored.keySet(), acknowledged.keySet())) {
            if (!String.valueOf(stored.get(name)).equals(String.valueOf(acknowledged.get(name)))) {
                concerned.add(name);
            }
        }
        assertTrue(
                concerned.size() <= 1,
                () -> "acknowledged " + acknowledged + ", but stored is " + stored);
        stored.entrySet().stream()
                .filter(function -> !concerned.contains(function.getKey()))
                .forEach(function ->
                        assertEquals(
                                eventAge(function.getValue()),
                                rig.lambda
                                        .getFunctionEventInvokeConfig(
                                                r -> r.functionName(function.getKey()))
                                        .maximumEventAgeInSeconds()));
        acknowledged.clear();
        acknowledged.putAll(stored);
    }

    /** Stored with each content, after it. */
    private static int eventAge(String content) {
        return 60 + Integer.parseInt(content.substring(content.indexOf('-') + 1));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static State state(ControlRig rig, String name) {
        return rig.lambda.getFunctionConfiguration(r -> r.functionName(name)).state();
    }

    private static String content(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return new String(file.getInputStream(file.getEntry("index.py")).readAllBytes(), UTF_8);
        }
    }

    private File log() {
        return folder.resolve("victim.log").toFile();
    }

    private String errors() {
        try {
            return Files.readString(log().toPath());
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Creates, updates and deletes without end, and says so after each. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] args) throws IOException {
            ControlRig rig = ControlRig.open(Path.of(args[0]));
            for (int i = 0; ; i++) {
                String name = "f" + i % FUNCTIONS;
                String content = "%02d-%06d".formatted(Integer.parseInt(args[1]), i);
                store(rig, name, content);
                System.out.println(name + " " + content);
                if (i % 7 == 6) {
                    rig.lambda.deleteFunction(r -> r.functionName(name));
                    System.out.println(name);
                }
            }
        }

        private static void store(ControlRig rig, String name, String content) {
            SdkBytes zip = SdkBytes.fromByteArray(ControlRig.zip(content));
            boolean there =
                    rig.lambda.listFunctions().functions().stream()
                            .anyMatch(f -> f.functionName().equals(name));
            if (there) {
                rig.lambda.updateFunctionCode(r -> r.functionName(name).zipFile(zip));
                rig.lambda.updateFunctionConfiguration(
                        r -> r.functionName(name).description(content));
            } else {
                rig.lambda.createFunction(
                        ControlRig.function(name)
                                .description(content)
                                .code(c -> c.zipFile(zip))
                                .build());
            }
            rig.lambda.putFunctionEventInvokeConfig(
                    r -> r.functionName(name).maximumEventAgeInSeconds(eventAge(content)));
        }
    }
}
