package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Cgroup;
import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.PidFd;
import dev.hearth.worker.linux.Pipes;
import java.util.ArrayList;
import java.util.List;

/** The descriptors process 1 is started with, opened while the host's files are still in sight. */
final class InitFds implements AutoCloseable {
    private final Pipes.Pair output;
    private final Pipes.Pair messages;
    private final Fd freezer;
    private final List<Fd> joins;
    private boolean started;

    private InitFds(Pipes.Pair output, Pipes.Pair messages, Fd freezer, List<Fd> joins) {
        this.output = output;
        this.messages = messages;
        this.freezer = freezer;
        this.joins = joins;
    }

    static InitFds open(Cgroup cgroup) throws KernelException {
        List<Runnable> undo = new ArrayList<>();
        try {
            Pipes.Pair output = Pipes.output();
            undo.add(output::close);
            Pipes.Pair messages = Pipes.messages();
            undo.add(messages::close);
            Fd freezer = cgroup.openFreezer();
            undo.add(freezer::close);
            return new InitFds(output, messages, freezer, cgroup.openJoinFiles());
        } catch (KernelException e) {
            undo.forEach(Runnable::run);
            throw e;
        }
    }

    /** How many cgroup files there are to join. */
    int joins() {
        return joins.size();
    }

    /** As {@code init.c} numbers them. */
    List<Fd> descriptors(Fd input) {
        List<Fd> all = new ArrayList<>();
        all.add(input);
        all.add(output.theirs());
        all.add(output.theirs());
        all.add(messages.theirs());
        all.add(freezer);
        all.addAll(joins);
        return all;
    }

    /** Our ends go over to the process just born. */
    Init started(int pid) throws KernelException {
        PidFd process = PidFd.of(pid);
        started = true;
        return new Init(process, new InitChannel(messages.ours()), output.ours());
    }

    @Override
    public void close() {
        freezer.close();
        joins.forEach(Fd::close);
        output.theirs().close();
        messages.theirs().close();
        if (!started) {
            output.ours().close();
            messages.ours().close();
        }
    }
}
