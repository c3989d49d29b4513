package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.ControlFiles;
import dev.hearth.worker.linux.Errno;
import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.Mounts;
import dev.hearth.worker.linux.Namespaces;
import dev.hearth.worker.linux.PidFd;
import dev.hearth.worker.linux.Pipes;
import dev.hearth.worker.linux.Spawn;
import java.util.List;

/** Loads and initialises what a launch's thread uses once the class path is out of its sight. */
final class LaunchClasses {
    private static final List<Class<?>> USED =
            List.of(
                    ControlFiles.class,
                    Errno.class,
                    Fd.class,
                    KernelException.class,
                    Furniture.class,
                    Init.class,
                    InitChannel.class,
                    InitFds.class,
                    Mounts.class,
                    Namespaces.class,
                    ProcMasks.class,
                    RootTemplate.class,
                    PidFd.class,
                    Pipes.class,
                    Spawn.class,
                    TmpFolder.class);

    private LaunchClasses() {}

    static void load() {
        for (Class<?> used : USED) {
            try {
                Class.forName(used.getName(), true, used.getClassLoader());
            } catch (ClassNotFoundException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }
}
