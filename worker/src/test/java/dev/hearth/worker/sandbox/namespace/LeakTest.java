package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many sandboxes come and go; the host and the JVM are as before. */
final class LeakTest {
    private static final int CYCLES = Integer.getInteger("hearth.leak.cycles", 50);
    private static final int WAIT_SECONDS = 20;

    @TempDir Path data;

    @Test
    void nothingStays() throws Exception {
        List<String> mounts = HostState.mounts();
        String folder = GroupName.of(data);
        try (Host host = new Host(data)) {
            // The first rounds load classes and fill the pools.
            cycle(host, 5);
            awaitQuiet(host);
            int files = HostState.openFiles();
            Set<String> groups = HostState.groups(folder);
            Set<String> namespaces = namespaces();

            cycle(host, CYCLES);
            awaitQuiet(host);
            assertEquals(0, HostState.processesOf(Host.LEAK_UID));
            assertEquals(groups.size(), HostState.groups(folder).size());
            assertEquals(files, HostState.openFiles(), LeakTest::openNames);
            assertTrue(namespaces().size() <= namespaces.size(), "network namespaces pile up");
        }
        assertEquals(Set.of(), HostState.groups(folder));
        assertEquals(mounts, HostState.mounts());
    }

    private static void cycle(Host host, int times) throws Exception {
        SandboxSpec spec = host.spec("leak", Host.LEAK_UID, "print('x')\n");
        for (int i = 0; i < times; i++) {
            try (Sandbox sandbox = host.backend.create(spec)) {
                sandbox.start(Host.python(new Host.Output()));
                if (i % 2 == 0) {
                    sandbox.kill();
                    assertEquals("x\n", Host.run(sandbox).output());
                }
            }
        }
    }

    /** Removal happens behind: waits until the number of open files stays where it is. */
    private static void awaitQuiet(Host host) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        int calm = 0;
        int last = -1;
        while (calm < 20 && System.nanoTime() < deadline) {
            Thread.sleep(25);
            int now = HostState.openFiles() + HostState.groups(GroupName.of(host.data)).size();
            calm = now == last ? calm + 1 : 0;
            last = now;
        }
    }

    /** Network namespaces that this process holds open. */
    private static Set<String> namespaces() throws Exception {
        return openLinks().stream()
                .filter(name -> name.startsWith("net:"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String openNames() {
        try {
            return String.join("\n", openLinks());
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static List<String> openLinks() throws Exception {
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            return fds.map(LeakTest::target).sorted().toList();
        }
    }

    private static String target(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (java.io.IOException gone) {
            return "closed meanwhile";
        }
    }
}
