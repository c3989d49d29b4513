package dev.hearth.worker.sandbox.namespace;

import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.worker.linux.Cgroup;
import dev.hearth.worker.linux.CgroupMounts;
import dev.hearth.worker.linux.Cgroups;
import dev.hearth.worker.linux.Poller;
import dev.hearth.worker.network.NetworkSlots;
import dev.hearth.worker.sandbox.ProcessSpec;
import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxBackend;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The default on Linux as root. */
public final class NamespaceBackend implements SandboxBackend {
    private static final Logger LOG = LoggerFactory.getLogger(NamespaceBackend.class);

    private static final int NOBODY = 65_534;
    private static final int REHEARSAL_MB = 32;
    private static final int REHEARSAL_PIDS = 16;
    private static final int REHEARSAL_FILES = 64;

    private final Cgroups cgroups;
    private final Poller poller;
    private final RootTemplate template;
    private final Places places;
    private final MemoryGuard guard;
    private final Set<NamespaceSandbox> live = ConcurrentHashMap.newKeySet();

    private NamespaceBackend(
            NetworkSlots networks,
            Cgroups cgroups,
            Poller poller,
            RootTemplate template,
            MemoryGuard guard,
            int spare) {
        this.cgroups = cgroups;
        this.poller = poller;
        this.template = template;
        this.guard = guard;
        this.places = new Places(networks, cgroups, template, spare);
    }

    /**
     * Makes what all sandboxes share. Takes a quarter of a second, mostly for the JVM's first steps
     * outside itself: begin it early, on a thread of its own. {@link #sweep} comes next.
     *
     * @param data the server's data folder: its sandboxes' control groups are named for it
     * @param networks what sandboxes are connected to; the caller's to close
     * @param spare how many sandboxes to hold made and waiting for a function
     */
    public static NamespaceBackend open(Path data, NetworkSlots networks, int spare)
            throws IOException {
        LaunchClasses.load();
        Cgroups cgroups = Cgroups.of(CgroupMounts.ofHost(), GroupName.of(data));
        RootTemplate template = TemplateBuild.onOwnThread();
        NamespaceBackend backend =
                new NamespaceBackend(
                        networks,
                        cgroups,
                        Poller.start(),
                        template,
                        new MemoryGuard().start(),
                        spare);
        backend.places.later(() -> backend.rehearse(data));
        return backend;
    }

    /** Goes through one launch, so that the first real one finds all of this code warm. */
    private void rehearse(Path data) {
        SandboxSpec spec =
                new SandboxSpec(
                        new EnvironmentId("rehearsal"),
                        NOBODY,
                        data,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        REHEARSAL_MB,
                        1,
                        REHEARSAL_MB,
                        REHEARSAL_PIDS,
                        REHEARSAL_FILES);
        ProcessSpec program =
                new ProcessSpec(List.of(RootTemplate.INIT), Map.of(), "/", bytes -> {});
        try (Sandbox sandbox = create(spec)) {
            sandbox.start(program).exit().join();
        } catch (IOException e) {
            LOG.warn("No sandbox could be made: {}", e.getMessage());
        }
    }

    /** What this host lacks for this backend, in words for people; empty when nothing. */
    public static List<String> check() {
        return HostCheck.missing();
    }

    @Override
    public String name() {
        return "namespace";
    }

    @Override
    public Sandbox create(SandboxSpec spec) throws IOException {
        Place place = places.take();
        try {
            place.cgroup().limit(limits(spec));
            place.network().restrict(spec.network());
            TmpFolder tmp = TmpFolder.create(spec.tmpMb());
            NamespaceSandbox sandbox =
                    new NamespaceSandbox(spec, template, poller, place, tmp, guard, this::closed);
            live.add(sandbox);
            return sandbox;
        } catch (IOException e) {
            places.giveUp(place);
            throw e;
        }
    }

    private static Cgroup.Limits limits(SandboxSpec spec) {
        return new Cgroup.Limits(MemoryAccount.enforcedBytes(spec), spec.cpus(), spec.pids());
    }

    private void closed(NamespaceSandbox sandbox) {
        live.remove(sandbox);
        places.giveUp(sandbox.place());
    }

    @Override
    public int sweep() throws IOException {
        int swept = 0;
        for (String name : cgroups.names()) {
            if (!places.made(name) && cgroups.remove(name)) {
                swept++;
            }
        }
        return swept;
    }

    @Override
    public void close() {
        places.stopMaking();
        live.forEach(NamespaceSandbox::close);
        places.close();
        guard.close();
        poller.close();
        template.close();
    }
}
