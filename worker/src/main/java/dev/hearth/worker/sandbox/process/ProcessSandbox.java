package dev.hearth.worker.sandbox.process;

import dev.hearth.worker.files.Folders;
import dev.hearth.worker.sandbox.ProcessSpec;
import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import dev.hearth.worker.sandbox.SandboxSpec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One environment's processes: the runtime, and what it starts. */
final class ProcessSandbox implements Sandbox {
    /** By number: the host's own loopback address may be IPv6. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final SandboxSpec spec;
    private final Path folder;
    private final Path tmp;
    private final Launcher launcher;
    private final OutputPump pump;
    private final ServerSocketChannel runtimeApi;
    private final InetSocketAddress address;
    private volatile Optional<ChildProcess> running = Optional.empty();

    private ProcessSandbox(
            SandboxSpec spec,
            Path folder,
            Path tmp,
            Launcher launcher,
            OutputPump pump,
            ServerSocketChannel runtimeApi,
            InetSocketAddress address) {
        this.spec = spec;
        this.folder = folder;
        this.tmp = tmp;
        this.launcher = launcher;
        this.pump = pump;
        this.runtimeApi = runtimeApi;
        this.address = address;
    }

    static ProcessSandbox open(
            SandboxSpec spec, Path folder, Path tmp, Launcher launcher, OutputPump pump)
            throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0));
            return new ProcessSandbox(
                    spec,
                    folder,
                    tmp,
                    launcher,
                    pump,
                    channel,
                    (InetSocketAddress) channel.getLocalAddress());
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    @Override
    public ServerSocketChannel runtimeApi() {
        return runtimeApi;
    }

    @Override
    public InetSocketAddress runtimeApiAddress() {
        return address;
    }

    @Override
    public Optional<ServerSocketChannel> hearthApi() {
        return Optional.empty();
    }

    @Override
    public Optional<String> hostAddress() {
        return Optional.of("127.0.0.1");
    }

    @Override
    public Paths paths() {
        return new Paths(
                spec.task().toString(),
                spec.runtime().map(Path::toString).orElse("/var/runtime"),
                spec.language().map(Path::toString).orElse("/var/lang"),
                spec.layers().map(Path::toString).orElse("/opt"),
                tmp.toString());
    }

    @Override
    public RunningProcess start(ProcessSpec process) throws IOException {
        if (launcher.dropsTo(spec.hostUid())) {
            Reach.require(Path.of(process.command().getFirst()), spec.hostUid());
        }
        ProcessBuilder builder =
                new ProcessBuilder(launcher.wrap(process.command(), spec.hostUid()))
                        .directory(new File(process.workingDirectory()))
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(process.environment());
        environment.putIfAbsent("TMPDIR", tmp.toString());
        Process started = builder.start();
        Leftovers.note(folder, started.toHandle(), address);
        ChildProcess child = new ChildProcess(started, launcher, pump, process.output());
        running = Optional.of(child);
        return child;
    }

    @Override
    public void kill() {
        running.ifPresent(ChildProcess::kill);
        running = Optional.empty();
    }

    /** Not frozen: stopped processes would be at the mercy of whoever sends SIGCONT. */
    @Override
    public void freeze() {}

    @Override
    public void thaw() {}

    @Override
    public void limitCpus(double cpus) {}

    @Override
    public long peakMemoryBytes() {
        return running.map(ChildProcess::peakMemoryBytes).orElse(0L);
    }

    @Override
    public boolean outOfMemory() {
        return false;
    }

    @Override
    public void close() {
        kill();
        try {
            runtimeApi.close();
            Folders.delete(folder);
        } catch (IOException unable) {
            throw new UncheckedIOException("cannot remove " + folder, unable);
        }
    }
}
