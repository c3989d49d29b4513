package dev.hearth.worker.sandbox.namespace;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Attacks from inside real sandboxes; each must fail in the way written beside it. */
abstract class AttackTest {
    @TempDir static Path data;
    static Host host;

    @BeforeAll
    static void open() throws Exception {
        host = new Host(data);
    }

    @AfterAll
    static void close() {
        host.close();
    }
}
