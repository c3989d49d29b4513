package dev.hearth.worker.sandbox.process;

import dev.hearth.worker.environment.LanguagesContract;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.nio.file.Path;

final class ProcessLanguagesTest extends LanguagesContract {
    @Override
    protected SandboxBackend backend(Path run) {
        return new ProcessBackend(run);
    }
}
