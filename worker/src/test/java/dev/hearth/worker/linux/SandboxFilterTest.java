package dev.hearth.worker.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.worker.linux.Syscalls.Verdict;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The filter, run instruction by instruction. */
final class SandboxFilterTest {
    private static final int ALLOWED = 0x7fff0000;
    private static final int EPERM = 0x00050000 | 1;
    private static final int ENOSYS = 0x00050000 | 38;
    private static final int EAFNOSUPPORT = 0x00050000 | 97;
    private static final int THIS = Syscalls.AARCH64 ? 0xc00000b7 : 0xc000003e;

    private final BpfMachine filter = new BpfMachine(SandboxFilter.build());

    @Test
    void everyCallGetsTheVerdictOfTheTable() {
        Map<Integer, Verdict> verdicts = new HashMap<>();
        Syscalls.all().forEach(row -> verdicts.put(row.number(), row.verdict()));
        for (int number = -3; number < 1000; number++) {
            Verdict verdict = verdicts.getOrDefault(number, Verdict.NOSYS);
            if (verdict != Verdict.CHECKED) {
                int expected =
                        switch (verdict) {
                            case ALLOW -> ALLOWED;
                            case DENY -> EPERM;
                            case NOSYS, CHECKED -> ENOSYS;
                        };
                assertEquals(expected, filter.run(number, THIS), "call " + number);
            }
        }
    }

    @Test
    void otherArchitecturesAndX32AreNotThere() {
        for (Syscalls.Row row : Syscalls.all()) {
            assertEquals(ENOSYS, filter.run(row.number(), 0x40000003), row.name());
            assertEquals(ENOSYS, filter.run(row.number() | 0x40000000, THIS), row.name());
        }
    }

    @Test
    void cloneMakesThreadsAndProcessesButNoNamespaces() {
        int threads = 0x003d0f00;
        assertEquals(ALLOWED, run("clone", threads));
        assertEquals(ALLOWED, run("clone", 17));
        for (int flag :
                new int[] {
                    0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000
                }) {
            assertEquals(EPERM, run("clone", flag | 17), Integer.toHexString(flag));
        }
    }

    @Test
    void socketsAreOfKnownFamilies() {
        for (int family = 0; family < 64; family++) {
            boolean known = family == 1 || family == 2 || family == 10;
            int expected = known ? ALLOWED : EAFNOSUPPORT;
            if (family != 16) {
                assertEquals(expected, run("socket", family, 1, 0), "family " + family);
                assertEquals(expected, run("socketpair", family, 1, 0), "family " + family);
            }
        }
        assertEquals(ALLOWED, run("socket", 16, 3, 0));
        assertEquals(EAFNOSUPPORT, run("socket", 16, 3, 12));
    }

    @Test
    void terminalTricksAndOddPersonalitiesAreRefused() {
        assertEquals(EPERM, run("ioctl", 0, 0x5412));
        assertEquals(ALLOWED, run("ioctl", 0, 0x5413));
        assertEquals(ALLOWED, run("personality", 0xffffffffL));
        assertEquals(EPERM, run("personality", 0x0400000));
    }

    private int run(String call, long... arguments) {
        return filter.run((int) Syscalls.number(call), THIS, arguments);
    }
}
