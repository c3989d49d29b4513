package dev.hearth.worker.sandbox.process;

import dev.hearth.worker.environment.EntrypointContract;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.nio.file.Path;

final class ProcessEntrypointTest extends EntrypointContract {
    @Override
    protected SandboxBackend backend(Path run) {
        return new ProcessBackend(run);
    }
}
