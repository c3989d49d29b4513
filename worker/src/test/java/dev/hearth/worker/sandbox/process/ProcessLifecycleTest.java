package dev.hearth.worker.sandbox.process;

import dev.hearth.worker.environment.EnvironmentLifecycleContract;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.nio.file.Path;

final class ProcessLifecycleTest extends EnvironmentLifecycleContract {
    @Override
    protected SandboxBackend backend(Path run) {
        return new ProcessBackend(run);
    }
}
