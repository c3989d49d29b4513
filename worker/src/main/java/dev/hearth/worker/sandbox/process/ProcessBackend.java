package dev.hearth.worker.sandbox.process;

import dev.hearth.worker.files.Folders;
import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxBackend;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Sandboxes that are none: child processes of the server, each environment with a folder. */
public final class ProcessBackend implements SandboxBackend {
    private final Path run;
    private final Launcher launcher;
    private final OutputPump pump = new OutputPump();

    /**
     * @param run holds a folder for every environment; nobody else may use it
     */
    public ProcessBackend(Path run) {
        this.run = run.toAbsolutePath();
        this.launcher = new Launcher();
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Sandbox create(SandboxSpec spec) throws IOException {
        Path folder = run.resolve(spec.id().value());
        try {
            Path tmp = Files.createDirectories(folder.resolve("tmp"));
            if (launcher.dropsTo(spec.hostUid())) {
                Files.setAttribute(tmp, "unix:uid", spec.hostUid());
                Files.setAttribute(tmp, "unix:gid", spec.hostUid());
                Files.setPosixFilePermissions(tmp, PosixFilePermissions.fromString("rwx------"));
                Reach.require(tmp, spec.hostUid());
            }
            return ProcessSandbox.open(spec, folder, tmp, launcher, pump);
        } catch (IOException refused) {
            Folders.delete(folder);
            throw refused;
        }
    }

    @Override
    public int sweep() throws IOException {
        return Leftovers.end(run, launcher);
    }

    @Override
    public void close() {
        pump.close();
    }
}
