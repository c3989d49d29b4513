package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.Mounts;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a function brings into its sandbox.
 *
 * @param binds detached mounts, by where they go
 * @param tmp the caller's to close
 * @param ownFiles contents of files in {@link RootTemplate#OWN}, by name
 */
record Furniture(Map<String, Fd> binds, TmpFolder tmp, Map<String, String> ownFiles)
        implements AutoCloseable {
    /** Takes hold of the spec's folders, read-only. */
    static Furniture of(SandboxSpec spec, TmpFolder tmp) throws KernelException {
        Furniture furniture = new Furniture(new HashMap<>(), tmp, Users.files(spec.hostUid()));
        try {
            furniture.add(RootTemplate.TASK, Optional.of(spec.task()));
            furniture.add(RootTemplate.RUNTIME, spec.runtime());
            furniture.add(RootTemplate.LANGUAGE, spec.language());
            furniture.add(RootTemplate.LAYERS, spec.layers());
            return furniture;
        } catch (KernelException e) {
            furniture.close();
            throw e;
        }
    }

    private void add(String inside, Optional<Path> onHost) throws KernelException {
        if (onHost.isPresent()) {
            Fd mount = Mounts.copy(onHost.get().toString());
            binds.put(inside, mount);
            Mounts.restrict(mount, RootTemplate.READ_ONLY);
        }
    }

    @Override
    public void close() {
        binds.values().forEach(Fd::close);
    }
}
