package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.DeviceNodes;
import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.Mounts;
import dev.hearth.worker.linux.Namespaces;
import dev.hearth.worker.linux.Seccomp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * What all sandboxes see alike, made once: a mount namespace whose root holds the host's programs
 * and libraries, read-only, and empty folders for the rest. A launch copies this namespace, so that
 * the host's other mounts were never in a sandbox's to begin with. Nothing but a descriptor keeps
 * it: it is invisible on the host, and gone with the server.
 */
final class RootTemplate implements AutoCloseable {
    static final String INIT = "/var/rapid/init";
    static final String FILTER = "/var/rapid/filter";
    static final String TASK = "/var/task";
    static final String RUNTIME = "/var/runtime";
    static final String LANGUAGE = "/var/lang";
    static final String LAYERS = "/opt";
    static final String TMP = "/tmp";
    static final String PROC = "/proc";

    /** Holds the files that differ from sandbox to sandbox; links in /etc lead here. */
    static final String OWN = "/run/sandbox";

    /** Stays empty, to be laid over folders that nobody is to look into. */
    static final String NOTHING = "/run/nothing";

    static final int HARMLESS = Mounts.NO_SET_UID | Mounts.NO_DEVICES;
    static final int READ_ONLY = HARMLESS | Mounts.READ_ONLY;

    private static final List<String> EMPTY_FOLDERS =
            List.of(
                    TASK,
                    RUNTIME,
                    LANGUAGE,
                    LAYERS,
                    TMP,
                    PROC,
                    OWN,
                    NOTHING,
                    "/dev",
                    "/etc",
                    "/var/rapid");

    /** Where hosts keep programs and libraries; links in distributions with a merged /usr. */
    private static final List<String> SYSTEM =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");

    private static final Map<String, Integer> MEMORY_DEVICES =
            Map.of("null", 3, "zero", 5, "full", 7, "random", 8, "urandom", 9);

    private static final Map<String, String> DEVICE_LINKS =
            Map.of(
                    "fd", "/proc/self/fd",
                    "stdin", "/proc/self/fd/0",
                    "stdout", "/proc/self/fd/1",
                    "stderr", "/proc/self/fd/2");

    /** Where the template is put together: any folder of the host, covered in one thread's eyes. */
    private static final Path SITE = Path.of("/proc");

    private final Fd namespace;
    private final ProcMasks masks;

    private RootTemplate(Fd namespace, ProcMasks masks) {
        this.namespace = namespace;
        this.masks = masks;
    }

    /** What of this kernel's /proc is to be covered. */
    ProcMasks masks() {
        return masks;
    }

    int namespaceFd() {
        return namespace.number();
    }

    @Override
    public void close() {
        namespace.close();
    }

    /** Must run on a thread that ends right after. */
    static RootTemplate build() throws IOException {
        Namespaces.unshare(Namespaces.MOUNTS | Namespaces.FILESYSTEM_ATTRIBUTES);
        Namespaces.usualFileMask();
        Mounts.makeAllPrivate();
        ProcMasks masks = ProcMasks.ofHost();
        Fd namespace = Namespaces.current("mnt");
        try (Fd root = Mounts.create("tmpfs", Map.of("mode", "0755"), HARMLESS)) {
            Mounts.attach(root, SITE.toString());
            for (String folder : EMPTY_FOLDERS) {
                Files.createDirectories(inside(folder));
            }
            bindSystem();
            makeDevices();
            EtcFiles.write(inside("/etc"));
            writeInit();
            Mounts.coverRestricted(SITE.toString(), READ_ONLY);
            Mounts.changeRoot(SITE.toString());
            return new RootTemplate(namespace, masks);
        } catch (IOException e) {
            namespace.close();
            throw e;
        }
    }

    static Path inside(String path) {
        return SITE.resolve(path.substring(1));
    }

    private static void bindSystem() throws IOException {
        for (String folder : SYSTEM) {
            Path onHost = Path.of(folder);
            if (Files.isSymbolicLink(onHost)) {
                Files.createSymbolicLink(inside(folder), Files.readSymbolicLink(onHost));
            } else if (Files.isDirectory(onHost)) {
                bind(onHost, inside(folder));
            }
        }
    }

    /** With everything mounted below, all of it read-only. */
    static void bind(Path onHost, Path inside) throws IOException {
        Files.createDirectories(inside);
        try (Fd tree = Mounts.copyAll(onHost.toString())) {
            Mounts.restrict(tree, READ_ONLY);
            Mounts.attach(tree, inside.toString());
        }
    }

    /**
     * AWS has neither terminals nor /dev/shm, and nor have we: POSIX shared memory and semaphores
     * fail there and here with ENOENT.
     */
    private static void makeDevices() throws IOException {
        Path folder = inside("/dev");
        Map<String, String> small = Map.of("mode", "0755", "size", "64k");
        int flags = Mounts.NO_SET_UID | Mounts.NO_EXECUTE;
        try (Fd devices = Mounts.create("tmpfs", small, flags)) {
            Mounts.attach(devices, folder.toString());
        }
        for (Map.Entry<String, Integer> device : MEMORY_DEVICES.entrySet()) {
            DeviceNodes.make(folder.resolve(device.getKey()).toString(), 1, device.getValue());
        }
        for (Map.Entry<String, String> link : DEVICE_LINKS.entrySet()) {
            Files.createSymbolicLink(folder.resolve(link.getKey()), Path.of(link.getValue()));
        }
        Mounts.coverRestricted(folder.toString(), flags | Mounts.READ_ONLY);
    }

    private static void writeInit() throws IOException {
        String resource =
                "init-" + (System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64");
        try (InputStream in = RootTemplate.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is not in the jar");
            }
            Files.copy(in, inside(INIT));
        }
        Files.write(inside(FILTER), Seccomp.filter());
        Files.setPosixFilePermissions(inside(INIT), PosixFilePermissions.fromString("r-xr-xr-x"));
    }
}
