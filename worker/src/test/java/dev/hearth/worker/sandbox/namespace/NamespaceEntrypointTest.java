package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.environment.EntrypointContract;
import dev.hearth.worker.network.LoopbackSlots;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;

final class NamespaceEntrypointTest extends EntrypointContract {
    private final LoopbackSlots networks = new LoopbackSlots(2).start();

    @Override
    protected SandboxBackend backend(Path run) throws IOException {
        return NamespaceBackend.open(Objects.requireNonNull(run.getParent()), networks, 1);
    }

    @AfterEach
    void closeNetworks() {
        networks.close();
    }
}
