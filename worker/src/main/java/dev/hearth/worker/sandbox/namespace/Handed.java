package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Cgroup;
import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.Mounts;
import dev.hearth.worker.linux.Pipes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The descriptors one launch needs: closed here once the child has them, or when it fails. */
final class Handed implements AutoCloseable {
    private final Pipes.Pair output;
    private final Pipes.Pair messages;
    private final List<Fd> cgroup = new ArrayList<>();
    private final Map<String, Fd> binds = new HashMap<>();
    private boolean started;

    Handed(Pipes.Pair output, Pipes.Pair messages) {
        this.output = output;
        this.messages = messages;
    }

    void addCgroup(Cgroup group) throws KernelException {
        cgroup.add(group.openFreezer());
        cgroup.addAll(group.openJoinFiles());
    }

    void addBinds(Map<String, Path> folders) throws KernelException {
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            Fd mount = Mounts.copy(folder.getValue().toString());
            binds.put(folder.getKey(), mount);
            Mounts.restrict(mount, RootTemplate.READ_ONLY);
        }
    }

    Map<String, Fd> binds() {
        return binds;
    }

    /** How many cgroup files there are to join. */
    int joins() {
        return cgroup.size() - 1;
    }

    /** In the order {@code init.c} wants them, from 1 on. */
    List<Fd> descriptors() {
        List<Fd> all = new ArrayList<>();
        all.add(output.theirs());
        all.add(output.theirs());
        all.add(messages.theirs());
        all.addAll(cgroup);
        return all;
    }

    /** The child is born: its ends are its own now, and ours belong to who watches it. */
    void closeTheirs() {
        started = true;
        output.theirs().close();
        messages.theirs().close();
    }

    @Override
    public void close() {
        cgroup.forEach(Fd::close);
        binds.values().forEach(Fd::close);
        if (!started) {
            output.close();
            messages.close();
        }
    }
}
