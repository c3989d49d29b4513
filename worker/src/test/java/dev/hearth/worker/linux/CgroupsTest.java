package dev.hearth.worker.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CgroupsTest {
    private static final String FOLDER = "hearth-test-" + ProcessHandle.current().pid();

    @Test
    void allSandboxesTogetherWeighAsMuchAsABusyProcessOnEveryProcessor() throws Exception {
        CgroupMounts mounts = CgroupMounts.ofHost();
        Cgroups cgroups = Cgroups.of(mounts, FOLDER);
        try (Cgroup group = cgroups.create("one")) {
            long processors = Runtime.getRuntime().availableProcessors();

            if (mounts.version2Complete()) {
                Path mount = mounts.version2().orElseThrow();
                assertEquals(100 * processors, number(mount, "cpu.weight"));
            } else {
                Path mount = mounts.version1().getOrDefault("cpu", Path.of(""));
                assertEquals(1_024 * processors, number(mount, "cpu.shares"));
            }
            assertEquals(0, group.outOfMemoryKills());
        } finally {
            cgroups.removeFolder();
        }
    }

    private static long number(Path mount, String file) throws Exception {
        return Long.parseLong(Files.readString(mount.resolve(FOLDER).resolve(file)).strip());
    }
}
