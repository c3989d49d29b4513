package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Cgroup;
import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.Mounts;
import dev.hearth.worker.linux.Namespaces;
import dev.hearth.worker.linux.Spawn;
import dev.hearth.worker.network.NetworkSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One platform thread that goes into a sandbox's namespaces, starts process 1 there, furnishes the
 * place for its function, and ends. All that does not depend on the function it does ahead of need.
 *
 * <p>Once its thread has entered the template it cannot read the class path any more: {@link
 * LaunchClasses} loads beforehand what it uses.
 */
final class Launch {
    private static final int SEPARATE =
            Namespaces.MOUNTS
                    | Namespaces.HOST_NAME
                    | Namespaces.IPC
                    | Namespaces.PROCESSES
                    | Namespaces.CGROUPS;

    private static final String HOST_NAME = "sandbox";
    private static final int OWN_FLAGS = RootTemplate.HARMLESS | Mounts.NO_EXECUTE;

    private final RootTemplate template;
    private final NetworkSlot network;
    private final Cgroup cgroup;
    private final CompletableFuture<Furniture> order = new CompletableFuture<>();
    private final CompletableFuture<Init> furnished = new CompletableFuture<>();

    private Launch(RootTemplate template, NetworkSlot network, Cgroup cgroup) {
        this.template = template;
        this.network = network;
        this.cgroup = cgroup;
    }

    /** Begins at once, on a thread of its own. */
    static Launch prepare(RootTemplate template, NetworkSlot network, Cgroup cgroup) {
        Launch launch = new Launch(template, network, cgroup);
        Thread.ofPlatform().daemon().name("hearth-launch").start(launch::run);
        return launch;
    }

    /**
     * Goes through with it.
     *
     * @return process 1, waiting for its order
     */
    Init furnish(Furniture furniture) throws IOException {
        order.complete(furniture);
        try {
            return furnished.join();
        } catch (CompletionException e) {
            throw new IOException("cannot make the sandbox: " + reason(e), e.getCause());
        } catch (CancellationException e) {
            throw new IOException("the sandbox was closed while it was made", e);
        }
    }

    private static String reason(CompletionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    /** All it has made goes, with its thread. */
    void abandon() {
        order.cancel(false);
    }

    private void run() {
        try (InitFds fds = InitFds.open(cgroup)) {
            enterNamespaces();
            mountOwnFiles();
            furnished.complete(start(fds));
        } catch (IOException | RuntimeException | Error e) {
            // Whoever has ordered, or will, gets the reason; an abandoned launch has nobody.
            furnished.completeExceptionally(e);
        }
    }

    private void enterNamespaces() throws KernelException {
        Namespaces.unshare(Namespaces.FILESYSTEM_ATTRIBUTES);
        Namespaces.usualFileMask();
        Namespaces.enter(network.namespaceFd(), Namespaces.NETWORK);
        Namespaces.enter(template.namespaceFd(), Namespaces.MOUNTS);
        Namespaces.unshare(SEPARATE);
        Namespaces.hostName(HOST_NAME);
    }

    private void mountOwnFiles() throws IOException {
        Map<String, String> small = Map.of("mode", "0755", "size", "256k");
        try (Fd own = Mounts.create("tmpfs", small, OWN_FLAGS)) {
            Mounts.attach(own, RootTemplate.OWN);
        }
        writeOwn("hosts", network.hosts());
        writeOwn("resolv.conf", network.resolvConf().orElse(""));
    }

    private static void writeOwn(String name, String text) throws IOException {
        Files.writeString(Path.of(RootTemplate.OWN, name), text);
    }

    private Init start(InitFds fds) throws IOException {
        Init init = spawn(fds);
        try {
            init.channel().awaitReady();
            template.masks().apply();
            arrange(order.join());
            return init;
        } catch (IOException | RuntimeException | Error e) {
            init.close();
            throw e;
        }
    }

    private Init spawn(InitFds fds) throws KernelException {
        List<String> command =
                List.of(
                        RootTemplate.INIT,
                        cgroup.thawWord(),
                        Integer.toString(fds.joins()),
                        RootTemplate.FILTER);
        try (Fd nothing = Fd.open("/dev/null", Fd.READ);
                Fd input = nothing.forChild()) {
            return fds.started(Spawn.start(command, List.of(), fds.descriptors(input)));
        }
    }

    private static void arrange(Furniture furniture) throws IOException {
        for (Map.Entry<String, Fd> bind : furniture.binds().entrySet()) {
            Mounts.attach(bind.getValue(), bind.getKey());
        }
        furniture.tmp().attach();
        for (Map.Entry<String, String> file : furniture.ownFiles().entrySet()) {
            writeOwn(file.getKey(), file.getValue());
        }
        Mounts.coverRestricted(RootTemplate.OWN, OWN_FLAGS | Mounts.READ_ONLY);
    }
}
