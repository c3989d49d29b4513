package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the server is killed, and when the next one has swept. */
final class ServerDeathTest {
    private static final int WAIT_MILLIS = 10_000;

    @TempDir Path data;

    @Test
    void sandboxesDieWithTheServerAndTheNextOneSweepsTheRest() throws Exception {
        List<String> mounts = HostState.mounts();
        Process server = startServer();
        assertEquals(
                4, HostState.processesOf(Host.DOOMED_UID), "two programs, each with process 1");

        server.destroyForcibly().waitFor();
        awaitNoProcess();
        assertEquals(mounts, HostState.mounts());
        String folder = GroupName.of(data);
        assertTrue(HostState.groups(folder).size() >= 8, "groups of both, in four hierarchies");

        try (Host next = new Host(data)) {
            assertEquals(2, next.backend.sweep());
        }
        assertEquals(Set.of(), HostState.groups(folder));
    }

    private Process startServer() throws Exception {
        Process server =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DoomedServer.class.getName(),
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        assertEquals(DoomedServer.READY, out.readLine());
        return server;
    }

    private static void awaitNoProcess() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MILLIS);
        while (HostState.processesOf(Host.DOOMED_UID) > 0 && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        assertEquals(0, HostState.processesOf(Host.DOOMED_UID));
    }
}
