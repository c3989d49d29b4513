package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Fd;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.linux.PidFd;
import java.io.UncheckedIOException;

/**
 * Process 1 of a sandbox that has started nothing yet.
 *
 * @param output where what its program prints comes out
 */
record Init(PidFd process, InitChannel channel, Fd output) implements AutoCloseable {
    /** Ends it and waits for that. */
    @Override
    public void close() {
        channel.close();
        output.close();
        process.signal(PidFd.KILL);
        try {
            process.reap();
        } catch (KernelException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.close();
        }
    }
}
