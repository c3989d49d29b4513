package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.PidFd;
import dev.hearth.worker.linux.Poller;
import dev.hearth.worker.sandbox.ExitStatus;
import dev.hearth.worker.sandbox.OutputSink;
import dev.hearth.worker.sandbox.RunningProcess;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A program under its process 1. Its output and its end are noticed by the poller's thread; when
 * process 1 is gone, so is every process of the sandbox.
 */
final class InitProcess implements RunningProcess {
    private static final int MOST_AT_ONCE = 64 * 1024;
    private static final int SIGNAL_BITS = 0x7f;

    private final PidFd init;
    private final InitChannel channel;
    private final Fd output;
    private final OutputSink sink;

    /** Held while output is read and handed over, so that the sink sees it in order. */
    private final ReentrantLock reading = new ReentrantLock();

    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

    /** As {@link #exit}, but nobody outside may hang work on it. */
    private final CompletableFuture<ExitStatus> gone = new CompletableFuture<>();

    private boolean outputOpen = true;
    private Poller.Watch outputWatch;
    private Poller.Watch endWatch;

    private InitProcess(Init init, OutputSink sink, Poller poller) throws KernelException {
        this.init = init.process();
        this.channel = init.channel();
        this.output = init.output();
        this.sink = sink;
        reading.lock();
        try {
            outputWatch = poller.watch(output, this::readSome);
            endWatch = poller.watch(this.init, this::end);
        } finally {
            reading.unlock();
        }
    }

    /** Takes over process 1, whose program runs. */
    static InitProcess watch(Init init, OutputSink sink, Poller poller) throws KernelException {
        return new InitProcess(init, sink, poller);
    }

    @Override
    public CompletableFuture<ExitStatus> exit() {
        return exit;
    }

    @Override
    public void drainOutput() {
        reading.lock();
        try {
            int left = outputOpen ? output.available() : 0;
            while (left > 0) {
                int got = output.read(Math.min(left, MOST_AT_ONCE), sink::accept);
                left = got > 0 ? left - got : 0;
            }
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void terminate() {
        reading.lock();
        try {
            if (!gone.isDone()) {
                channel.terminate();
            }
        } finally {
            reading.unlock();
        }
    }

    /** Ends every process of the sandbox; they must not be frozen. Any thread. */
    void kill() {
        reading.lock();
        try {
            if (!gone.isDone()) {
                init.signal(PidFd.KILL);
            }
        } finally {
            reading.unlock();
        }
    }

    void awaitGone() {
        gone.join();
    }

    private void readSome() {
        reading.lock();
        try {
            if (outputOpen && output.read(MOST_AT_ONCE, sink::accept) == 0) {
                // Every process has closed it; the poller would call again and again.
                closeOutput();
            }
        } finally {
            reading.unlock();
        }
    }

    private void closeOutput() {
        outputWatch.close();
        output.close();
        outputOpen = false;
    }

    private void end() {
        reading.lock();
        try {
            readAll();
            endWatch.close();
            int own = init.reap();
            ExitStatus status = status(channel.lastStatus().orElse(own));
            init.close();
            channel.close();
            gone.complete(status);
            // Whatever others hang on the end must not run on the poller's thread.
            Thread.startVirtualThread(() -> exit.complete(status));
        } catch (KernelException e) {
            gone.completeExceptionally(e);
            exit.completeExceptionally(e);
        } finally {
            reading.unlock();
        }
    }

    /** Nobody is left to write: this ends with what is in the pipe. */
    private void readAll() {
        int got = outputOpen ? 1 : 0;
        while (got > 0) {
            got = output.read(MOST_AT_ONCE, sink::accept);
        }
        if (outputOpen) {
            closeOutput();
        }
    }

    private static ExitStatus status(int word) {
        int signal = word & SIGNAL_BITS;
        return signal == 0
                ? new ExitStatus.Exited((word >> 8) & 0xff)
                : new ExitStatus.Signaled(signal);
    }
}
