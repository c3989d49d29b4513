package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.PidFd;
import dev.hearth.worker.linux.Pipes;
import dev.hearth.worker.linux.Poller;
import dev.hearth.worker.sandbox.ProcessSpec;
import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** A network namespace, a control group and a /tmp that stay; all else is made at every start. */
final class NamespaceSandbox implements Sandbox {
    static final Paths PATHS =
            new Paths(
                    RootTemplate.TASK,
                    RootTemplate.RUNTIME,
                    RootTemplate.LANGUAGE,
                    RootTemplate.LAYERS,
                    RootTemplate.TMP);

    private final SandboxSpec spec;
    private final RootTemplate template;
    private final Poller poller;
    private final Place place;
    private final TmpFolder tmp;
    private final Consumer<NamespaceSandbox> whenClosed;

    /** Keeps a freeze from slipping between the thaw and the death of a kill. */
    private final ReentrantLock state = new ReentrantLock();

    private Optional<Launch> prepared;
    private Optional<InitProcess> running = Optional.empty();
    private boolean dying;
    private boolean closed;
    private volatile long killsBefore;

    /** Takes over the place and the folder. */
    NamespaceSandbox(
            SandboxSpec spec,
            RootTemplate template,
            Poller poller,
            Place place,
            TmpFolder tmp,
            Consumer<NamespaceSandbox> whenClosed) {
        this.spec = spec;
        this.template = template;
        this.poller = poller;
        this.place = place;
        this.tmp = tmp;
        this.whenClosed = whenClosed;
        this.prepared = Optional.of(place.launch());
    }

    @Override
    public ServerSocketChannel runtimeApi() {
        return place.network().runtimeApi();
    }

    @Override
    public InetSocketAddress runtimeApiAddress() {
        return (InetSocketAddress) runtimeApi().socket().getLocalSocketAddress();
    }

    @Override
    public Optional<ServerSocketChannel> hearthApi() {
        return Optional.of(place.network().hearthApi());
    }

    @Override
    public Paths paths() {
        return PATHS;
    }

    @Override
    public RunningProcess start(ProcessSpec process) throws IOException {
        if (running.isPresent()) {
            throw new IllegalStateException("a process runs in " + spec.id() + " already");
        }
        killsBefore = place.cgroup().outOfMemoryKills();
        InitProcess started = launch(process);
        running = Optional.of(started);
        return started;
    }

    private InitProcess launch(ProcessSpec process) throws IOException {
        Pipes.Pair output = Pipes.output();
        Pipes.Pair messages = Pipes.messages();
        try (Handed handed = new Handed(output, messages)) {
            handed.addCgroup(place.cgroup());
            handed.addBinds(binds());
            Launch launch = nextLaunch();
            PidFd init = PidFd.of(launch.go(order(process, handed)));
            handed.closeTheirs();
            InitChannel channel = new InitChannel(messages.ours());
            awaitStart(process, init, channel, output.ours());
            return InitProcess.watch(init, channel, output.ours(), process.output(), poller);
        }
    }

    private static void awaitStart(ProcessSpec process, PidFd init, InitChannel channel, Fd output)
            throws IOException {
        try {
            channel.awaitStart(process.command().getFirst());
        } catch (KernelException e) {
            init.signal(PidFd.KILL);
            init.reap();
            init.close();
            channel.close();
            output.close();
            throw e;
        }
    }

    private Launch nextLaunch() {
        Launch launch = prepared.orElseGet(() -> Launch.prepare(template, place.network()));
        prepared = Optional.empty();
        return launch;
    }

    private Map<String, Path> binds() {
        Map<String, Path> binds = new HashMap<>();
        binds.put(RootTemplate.TASK, spec.task());
        spec.runtime().ifPresent(path -> binds.put(RootTemplate.RUNTIME, path));
        spec.language().ifPresent(path -> binds.put(RootTemplate.LANGUAGE, path));
        spec.layers().ifPresent(path -> binds.put(RootTemplate.LAYERS, path));
        return binds;
    }

    private Launch.Order order(ProcessSpec process, Handed handed) {
        List<String> command = new ArrayList<>();
        command.add(RootTemplate.INIT);
        command.add(Integer.toString(spec.files()));
        command.add(place.cgroup().thawWord());
        command.add(Integer.toString(handed.joins()));
        command.addAll(process.command());
        List<String> environment = new ArrayList<>();
        process.environment().forEach((name, value) -> environment.add(name + "=" + value));
        return new Launch.Order(
                handed.binds(),
                tmp,
                Users.files(spec.hostUid()),
                spec.hostUid(),
                process.workingDirectory(),
                command,
                environment,
                handed.descriptors());
    }

    @Override
    public void kill() {
        state.lock();
        try {
            dying = true;
            thawNow();
            running.ifPresent(InitProcess::kill);
        } finally {
            state.unlock();
        }
        running.ifPresent(InitProcess::awaitGone);
        running = Optional.empty();
        state.lock();
        try {
            dying = false;
            place.cgroup().resetPeak();
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        } finally {
            state.unlock();
        }
    }

    @Override
    public void freeze() {
        state.lock();
        try {
            if (!dying && !closed) {
                place.cgroup().freeze();
            }
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        } finally {
            state.unlock();
        }
    }

    @Override
    public void thaw() {
        state.lock();
        try {
            if (!closed) {
                thawNow();
            }
        } finally {
            state.unlock();
        }
    }

    private void thawNow() {
        try {
            place.cgroup().thaw();
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long peakMemoryBytes() {
        try {
            return place.cgroup().peakMemoryBytes();
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean outOfMemory() {
        try {
            return place.cgroup().outOfMemoryKills() > killsBefore;
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        state.lock();
        try {
            if (closed) {
                return;
            }
        } finally {
            state.unlock();
        }
        kill();
        state.lock();
        try {
            closed = true;
        } finally {
            state.unlock();
        }
        tmp.close();
        whenClosed.accept(this);
    }

    Place place() {
        return place;
    }
}
