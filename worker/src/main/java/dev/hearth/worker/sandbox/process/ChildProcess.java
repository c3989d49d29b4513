package dev.hearth.worker.sandbox.process;

import dev.hearth.worker.sandbox.ExitStatus;
import dev.hearth.worker.sandbox.OutputSink;
import dev.hearth.worker.sandbox.RunningProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** A runtime as a child of the server. */
final class ChildProcess implements RunningProcess {
    /**
     * Java reports death by signal as shells do; a program that exits with such a code looks the
     * same.
     */
    private static final int SIGNAL_BASE = 128;

    private static final int HIGHEST_SIGNAL = 64;

    private final Process process;
    private final Launcher launcher;
    private final OutputPump.Tap output;
    private final CompletableFuture<ExitStatus> exit;
    private volatile long peak;

    ChildProcess(Process process, Launcher launcher, OutputPump pump, OutputSink sink) {
        this.process = process;
        this.launcher = launcher;
        this.output = pump.open(process.getInputStream(), sink);
        this.exit =
                process.onExit()
                        .thenApply(ended -> {
                            output.close();
                            return status(ended.exitValue());
                        });
    }

    private static ExitStatus status(int value) {
        return value > SIGNAL_BASE && value <= SIGNAL_BASE + HIGHEST_SIGNAL
                ? new ExitStatus.Signaled(value - SIGNAL_BASE)
                : new ExitStatus.Exited(value);
    }

    @Override
    public CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    @Override
    public void drainOutput() {
        output.drainAll();
    }

    @Override
    public void terminate() {
        process.destroy();
    }

    void kill() {
        launcher.killTree(process.toHandle());
        exit.join();
    }

    /** The runtime's own high-water mark; where there is no {@code /proc}, 0. */
    long peakMemoryBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmHWM:")) {
                    peak = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        } catch (NoSuchFileException gone) {
            return peak;
        } catch (IOException unreadable) {
            return peak;
        }
        return peak;
    }
}
