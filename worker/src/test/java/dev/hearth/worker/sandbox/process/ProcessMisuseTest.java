package dev.hearth.worker.sandbox.process;

import dev.hearth.worker.environment.MisuseContract;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.nio.file.Path;

final class ProcessMisuseTest extends MisuseContract {
    @Override
    protected SandboxBackend backend(Path run) {
        return new ProcessBackend(run);
    }
}
