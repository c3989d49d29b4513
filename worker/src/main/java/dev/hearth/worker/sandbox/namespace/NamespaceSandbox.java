package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.Poller;
import dev.hearth.worker.sandbox.ProcessSpec;
import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final MemoryGuard guard;
    private final Consumer<NamespaceSandbox> whenClosed;

    /** Keeps a freeze from slipping between the thaw and the death of a kill. */
    private final ReentrantLock state = new ReentrantLock();

    private final AtomicBoolean closed = new AtomicBoolean();
    private final MemoryAccount memory;

    private Optional<Launch> prepared;
    private Optional<InitProcess> running = Optional.empty();
    private volatile long killsBefore;
    private volatile boolean overLimit;

    /** Takes over the place and the folder. */
    NamespaceSandbox(
            SandboxSpec spec,
            RootTemplate template,
            Poller poller,
            Place place,
            TmpFolder tmp,
            MemoryGuard guard,
            Consumer<NamespaceSandbox> whenClosed) {
        this.spec = spec;
        this.template = template;
        this.poller = poller;
        this.place = place;
        this.tmp = tmp;
        this.guard = guard;
        this.whenClosed = whenClosed;
        this.memory = new MemoryAccount(place.cgroup(), tmp, spec);
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
    public Optional<String> hostAddress() {
        return place.network().hostAddress();
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
        overLimit = false;
        InitProcess started = launch(process);
        if (!adopt(started)) {
            started.kill();
            started.awaitGone();
            throw new IOException(spec.id() + " was closed while it started");
        }
        return started;
    }

    /** Or else a sandbox closed meanwhile would keep a process that nobody ends. */
    private boolean adopt(InitProcess started) {
        state.lock();
        try {
            if (closed.get()) {
                return false;
            }
            running = Optional.of(started);
            guard.watch(this);
            return true;
        } finally {
            state.unlock();
        }
    }

    private InitProcess launch(ProcessSpec process) throws IOException {
        Init init = furnish();
        try {
            init.channel().start(process, spec.hostUid(), spec.files());
            return InitProcess.watch(init, process.output(), poller);
        } catch (IOException e) {
            init.close();
            throw e;
        }
    }

    private Init furnish() throws IOException {
        Launch launch =
                prepared.orElseGet(() -> Launch.prepare(template, place.network(), place.cgroup()));
        prepared = Optional.empty();
        try (Furniture furniture = Furniture.of(spec, tmp)) {
            return launch.furnish(furniture);
        } catch (KernelException e) {
            launch.abandon();
            throw e;
        }
    }

    @Override
    public void kill() {
        Optional<InitProcess> ending = beginKill();
        ending.ifPresent(InitProcess::awaitGone);
        try {
            place.cgroup().resetPeak();
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From here on nothing can freeze what is to die. */
    private Optional<InitProcess> beginKill() {
        state.lock();
        try {
            Optional<InitProcess> ending = running;
            running = Optional.empty();
            guard.forget(this);
            if (ending.isPresent()) {
                place.cgroup().thaw();
                ending.get().kill();
            }
            return ending;
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
            if (running.isPresent()) {
                place.cgroup().freeze();
                guard.forget(this);
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
            if (running.isPresent()) {
                place.cgroup().thaw();
                guard.watch(this);
            }
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        } finally {
            state.unlock();
        }
    }

    @Override
    public void limitCpus(double cpus) {
        try {
            place.cgroup().limitCpus(cpus);
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends everything inside when it is over its memory; by the guard's thread. */
    void checkMemory() {
        state.lock();
        try {
            if (running.isPresent() && (killedByKernel() || memory.over())) {
                overLimit = true;
                guard.forget(this);
                running.get().kill();
            }
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        } finally {
            state.unlock();
        }
    }

    private boolean killedByKernel() throws KernelException {
        return place.cgroup().outOfMemoryKills() > killsBefore;
    }

    @Override
    public long peakMemoryBytes() {
        try {
            return overLimit ? memory.limitBytes() : memory.peakBytes();
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean outOfMemory() {
        try {
            return overLimit || killedByKernel();
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            kill();
            tmp.close();
            whenClosed.accept(this);
        }
    }

    Place place() {
        return place;
    }
}
