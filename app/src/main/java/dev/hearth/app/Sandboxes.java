package dev.hearth.app;

import dev.hearth.foundation.lifecycle.Closing;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.worker.network.NetworkConfig;
import dev.hearth.worker.network.NetworkSlots;
import dev.hearth.worker.network.Networks;
import dev.hearth.worker.sandbox.SandboxBackend;
import dev.hearth.worker.sandbox.namespace.NamespaceBackend;
import dev.hearth.worker.sandbox.process.ProcessBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses how functions are kept apart on this machine. */
final class Sandboxes {
    private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);

    /** Sandboxes made ahead of need: enough for a burst, each costs the host next to nothing. */
    private static final int SPARE = 4;

    private Sandboxes() {}

    /**
     * @param data the data folder
     * @throws Refusal when the kind asked for cannot work here
     */
    static SandboxBackend open(ServerOptions options, Path data, Closing parts) throws IOException {
        return switch (options.sandbox()) {
            case PROCESS -> process(data);
            case NAMESPACE -> {
                List<String> missing = NamespaceBackend.check();
                if (!missing.isEmpty()) {
                    throw new Refusal(
                            "Namespaces cannot be used here. Missing: "
                                    + String.join("; ", missing)
                                    + ".",
                            "Supply it, or start with --sandbox process, which does not keep functions apart.");
                }
                yield namespace(data, parts);
            }
            case AUTO -> {
                List<String> missing = NamespaceBackend.check();
                if (missing.isEmpty()) {
                    yield namespace(data, parts);
                }
                LOG.warn(
                        "Functions run as plain processes, not kept apart. Namespaces would need: {}.",
                        String.join("; ", missing));
                yield process(data);
            }
        };
    }

    /**
     * Functions' users pass through the data folder on the way to theirs; they see nothing else.
     */
    private static SandboxBackend process(Path data) throws IOException {
        Set<PosixFilePermission> passable = new HashSet<>(Files.getPosixFilePermissions(data));
        passable.add(PosixFilePermission.OTHERS_EXECUTE);
        Files.setPosixFilePermissions(data, passable);
        return new ProcessBackend(data.resolve("run"));
    }

    private static SandboxBackend namespace(Path data, Closing parts) throws IOException {
        NetworkSlots networks =
                parts.add(
                        "the network",
                        Networks.open(NetworkConfig.of(data), Clock.system(), Entropy.system()));
        return NamespaceBackend.open(data, networks, SPARE);
    }
}
