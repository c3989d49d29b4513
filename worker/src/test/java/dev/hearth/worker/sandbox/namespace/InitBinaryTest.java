package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed process 1 is what its source says. */
final class InitBinaryTest {
    private static final int LARGEST_BYTES = 4096;

    @TempDir Path built;

    @ParameterizedTest
    @ValueSource(strings = {"x86_64", "aarch64"})
    void itIsASmallStaticProgramForItsMachine(String machine) throws Exception {
        byte[] program = committed("init-" + machine);
        assertTrue(program.length < LARGEST_BYTES, () -> program.length + " bytes");
        assertEquals("\u007fELF", new String(program, 0, 4, StandardCharsets.ISO_8859_1));
        int elfMachine = (program[18] & 0xff) | (program[19] & 0xff) << 8;
        assertEquals(machine.equals("x86_64") ? 62 : 183, elfMachine);
    }

    /**
     * Compilers of other versions make other bytes, so those are only compared where the compiler
     * is the one that made the committed program. The source must build with any.
     */
    @Test
    void itsSourceBuildsToTheSameBytes() throws Exception {
        Path source = Path.of("src/main/native").toAbsolutePath();
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "no gcc here to build init.c with");
        run(source.resolve("build.sh").toString(), built.toString());
        String here = output("gcc", "--version").lines().findFirst().orElseThrow();
        String then = Files.readString(source.resolve("compiler.txt")).strip();
        Path rebuilt = built.resolve("init-x86_64");
        if (here.equals(then)) {
            assertArrayEquals(committed("init-x86_64"), Files.readAllBytes(rebuilt));
        } else {
            assertTrue(Files.size(rebuilt) < LARGEST_BYTES);
        }
    }

    private static byte[] committed(String name) throws Exception {
        try (InputStream in = InitBinaryTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
