package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

/** {@code kill -9} in the middle of things, then a new start on the same folder. */
class CrashTest {
    private static final String SLEEP_SECONDS = "98765";
    private static final String SLEEPER =
            """
            import subprocess, time
            def handler(event, context):
                subprocess.Popen(["sleep", "%s"])
                time.sleep(event.get("seconds", 0))
                return "slept"
            """
                    .formatted(SLEEP_SECONDS);

    @TempDir Path work;

    @Test
    void theCatalogueIsWholeAndNothingIsLeftBehind() throws Exception {
        Path data = work.resolve("data");
        Set<String> acknowledged = new HashSet<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            HearthScript first = HearthScript.up(data);
            List<Future<?>> calls = new ArrayList<>();
            try (Functions functions = new Functions(first.endpoint())) {
                functions.python("sleeper", SLEEPER, r -> r.timeout(120));
                synchronized (acknowledged) {
                    acknowledged.add("sleeper");
                }
                for (int i = 0; i < 4; i++) {
                    calls.add(
                            callers.submit(() -> functions.invoke("sleeper", "{\"seconds\":100}")));
                }
                await(() -> sleepers() == 4, "four functions run");
                calls.add(callers.submit(() -> createUntilKilled(functions, acknowledged)));
                await(() -> count(acknowledged) > 5, "some functions were created");
                first.kill();
            }
            for (Future<?> call : calls) {
                assertTrue(endsBadly(call), "a call outlived its server");
            }
        }
        try (HearthScript second = HearthScript.up(data);
                Functions functions = new Functions(second.endpoint())) {
            await(() -> sleepers() == 0, "no process of a function is left");
            Set<String> there = new HashSet<>();
            functions.client().listFunctionsPaginator().functions().stream()
                    .map(FunctionConfiguration::functionName)
                    .forEach(there::add);
            assertTrue(there.containsAll(acknowledged), () -> acknowledged + " but only " + there);
            // The last one may have been written without the answer getting through.
            assertTrue(there.size() <= acknowledged.size() + 1, there::toString);
            assertEquals("\"slept\"", functions.invoke("sleeper", "{}").payload());
        }
        await(() -> sleepers() == 0, "no process of a function is left after a stop");
        assertEquals(List.of(), mounts(data), "mounts left behind");
        assertEquals(List.of(), cgroups(data), "control groups left behind");
        assertEquals(List.of(), links(data), "network links left behind");
    }

    /** Adds the name of each function that the server said it had created, until it is gone. */
    private static Void createUntilKilled(Functions functions, Set<String> acknowledged) {
        for (int i = 0; ; i++) {
            String name = functions.create(Language.PYTHON, "function-" + i);
            synchronized (acknowledged) {
                acknowledged.add(name);
            }
        }
    }

    private static int count(Set<String> acknowledged) {
        synchronized (acknowledged) {
            return acknowledged.size();
        }
    }

    private static boolean endsBadly(Future<?> call) throws InterruptedException {
        try {
            call.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof SdkException;
        }
    }

    /** How many of the functions' own processes there are. */
    private static long sleepers() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").endsWith("sleep " + SLEEP_SECONDS))
                .count();
    }

    private static List<String> mounts(Path data) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.contains(data.toString()))
                .toList();
    }

    /** Named after the data folder; a server's own may stay, as long as there is nothing in it. */
    private static List<Path> cgroups(Path data) throws Exception {
        byte[] path = data.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(path);
        Path name = Path.of("hearth-" + HexFormat.of().formatHex(hash, 0, 6));
        try (Stream<Path> folders =
                Files.find(Path.of("/sys/fs/cgroup"), 4, (_, a) -> a.isDirectory())) {
            return folders.filter(folder -> folder.resolveSibling(".").normalize().endsWith(name))
                    .toList();
        }
    }

    private static List<String> links(Path data) throws IOException {
        CRC32C checksum = new CRC32C();
        checksum.update(data.toString().getBytes(StandardCharsets.UTF_8));
        String name = "hearth%08x".formatted(checksum.getValue());
        return Files.exists(Path.of("/sys/class/net", name)) ? List.of(name) : List.of();
    }

    private static void await(BooleanSupplier condition, String what) throws InterruptedException {
        for (int i = 0; i < 1_200; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never came true: " + what);
    }
}
