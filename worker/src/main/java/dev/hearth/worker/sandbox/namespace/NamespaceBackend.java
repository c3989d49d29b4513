package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Cgroup;
import dev.hearth.worker.linux.CgroupMounts;
import dev.hearth.worker.linux.Cgroups;
import dev.hearth.worker.linux.Poller;
import dev.hearth.worker.network.NetworkSlots;
import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxBackend;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The default on Linux as root. */
public final class NamespaceBackend implements SandboxBackend {
    private final Cgroups cgroups;
    private final Poller poller;
    private final RootTemplate template;
    private final Places places;
    private final Set<NamespaceSandbox> live = ConcurrentHashMap.newKeySet();

    private NamespaceBackend(
            NetworkSlots networks,
            Cgroups cgroups,
            Poller poller,
            RootTemplate template,
            int spare) {
        this.cgroups = cgroups;
        this.poller = poller;
        this.template = template;
        this.places = new Places(networks, cgroups, template, spare);
    }

    /**
     * Makes what all sandboxes share.
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
        return new NamespaceBackend(networks, cgroups, Poller.start(), template, spare);
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
            TmpFolder tmp = TmpFolder.create(spec.tmpMb());
            NamespaceSandbox sandbox =
                    new NamespaceSandbox(spec, template, poller, place, tmp, this::closed);
            live.add(sandbox);
            return sandbox;
        } catch (IOException e) {
            places.giveUp(place);
            throw e;
        }
    }

    private static Cgroup.Limits limits(SandboxSpec spec) {
        long bytes = (long) spec.memoryMb() << 20;
        return new Cgroup.Limits(bytes, spec.cpus(), spec.pids());
    }

    private void closed(NamespaceSandbox sandbox) {
        live.remove(sandbox);
        places.giveUp(sandbox.place());
    }

    @Override
    public int sweep() throws IOException {
        int swept = 0;
        for (String name : cgroups.names()) {
            cgroups.remove(name);
            swept++;
        }
        return swept;
    }

    @Override
    public void close() {
        live.forEach(NamespaceSandbox::close);
        places.close();
        poller.close();
        template.close();
    }
}
