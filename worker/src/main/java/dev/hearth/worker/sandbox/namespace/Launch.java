package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Credentials;
import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.Mounts;
import dev.hearth.worker.linux.Namespaces;
import dev.hearth.worker.linux.Seccomp;
import dev.hearth.worker.linux.Spawn;
import dev.hearth.worker.network.NetworkSlot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One platform thread that becomes a sandbox, starts process 1 in it, and ends. It does ahead of
 * need all that does not depend on the function, then waits for its {@link Order}.
 *
 * <p>Once its thread has entered the template it cannot read the class path any more: {@link
 * LaunchClasses} loads beforehand what it uses.
 */
final class Launch {
    /** A read-only folder of the host, and where it is seen inside. */
    record Bind(Path onHost, String inside) {}

    /**
     * What a launch is for.
     *
     * @param binds detached mounts, by where they go; closed by whoever ordered
     * @param ownFiles contents of the files in {@link RootTemplate#OWN}, by name
     * @param descriptors what process 1 finds open, but for the first
     */
    record Order(
            Map<String, Fd> binds,
            TmpFolder tmp,
            Map<String, String> ownFiles,
            int uid,
            String workingDirectory,
            List<String> command,
            List<String> environment,
            List<Fd> descriptors) {}

    private static final int SEPARATE =
            Namespaces.MOUNTS
                    | Namespaces.HOST_NAME
                    | Namespaces.IPC
                    | Namespaces.PROCESSES
                    | Namespaces.CGROUPS;

    private static final String HOST_NAME = "sandbox";
    private static final int PROC_FLAGS = Mounts.NO_SET_UID | Mounts.NO_DEVICES | Mounts.NO_EXECUTE;
    private static final int OWN_FLAGS = PROC_FLAGS;

    private final RootTemplate template;
    private final NetworkSlot network;
    private final CompletableFuture<Order> order = new CompletableFuture<>();
    private final CompletableFuture<Integer> pid = new CompletableFuture<>();

    private Launch(RootTemplate template, NetworkSlot network) {
        this.template = template;
        this.network = network;
    }

    /** Begins at once, on a thread of its own. */
    static Launch prepare(RootTemplate template, NetworkSlot network) {
        Launch launch = new Launch(template, network);
        Thread.ofPlatform().daemon().name("hearth-launch").start(launch::run);
        return launch;
    }

    /**
     * Goes through with it.
     *
     * @return the id of process 1, as the host numbers it
     */
    int go(Order wanted) throws IOException {
        order.complete(wanted);
        try {
            return pid.join();
        } catch (CompletionException e) {
            throw new IOException("cannot make the sandbox: " + reason(e), e.getCause());
        }
    }

    private static String reason(CompletionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    /** The thread ends, and with it all it has made. */
    void abandon() {
        order.cancel(false);
    }

    private void run() {
        try {
            enterNamespaces();
            mountProc();
            mountOwnFiles();
            Credentials.forswearCapabilities();
            pid.complete(become(order.join()));
        } catch (IOException | RuntimeException | Error e) {
            // Whoever has ordered, or will, gets the reason; an abandoned launch has nobody.
            pid.completeExceptionally(e);
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

    private void mountProc() throws IOException {
        try (Fd proc = Mounts.create("proc", Map.of(), PROC_FLAGS)) {
            Mounts.attach(proc, RootTemplate.PROC);
        }
        template.masks().apply();
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

    private int become(Order wanted) throws IOException {
        for (Map.Entry<String, Fd> bind : wanted.binds().entrySet()) {
            Mounts.attach(bind.getValue(), bind.getKey());
        }
        wanted.tmp().attach();
        for (Map.Entry<String, String> file : wanted.ownFiles().entrySet()) {
            writeOwn(file.getKey(), file.getValue());
        }
        Mounts.restrict(RootTemplate.OWN, OWN_FLAGS | Mounts.READ_ONLY);
        Credentials.become(wanted.uid());
        Namespaces.changeFolder(wanted.workingDirectory());
        Seccomp.confine();
        return spawn(wanted);
    }

    private static int spawn(Order wanted) throws IOException {
        try (Fd nothing = Fd.open("/dev/null", Fd.READ);
                Fd input = nothing.forChild()) {
            List<Fd> descriptors = new ArrayList<>();
            descriptors.add(input);
            descriptors.addAll(wanted.descriptors());
            return Spawn.start(wanted.command(), wanted.environment(), descriptors);
        }
    }
}
