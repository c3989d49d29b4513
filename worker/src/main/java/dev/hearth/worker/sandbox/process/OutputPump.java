package dev.hearth.worker.sandbox.process;

import dev.hearth.worker.sandbox.OutputSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries what processes print to their sinks. One platform thread looks at every pipe in turn and
 * reads only what is there: a thread that sat in {@code read} could hold bytes nobody sees yet, and
 * {@code drainOutput} could not promise anything.
 *
 * <p>It looks again at once where there was something, and ever more rarely, down to 20 times a
 * second, where there was not.
 */
final class OutputPump implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    /** A pipe holds a megabyte at most; more than that was printed after the drain began. */
    private static final int MOST_CHUNKS_IN_A_PIPE = 16;

    private static final long SHORTEST_NAP = 1_000_000;
    private static final long LONGEST_NAP = 50_000_000;

    private final List<Tap> taps = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closed;

    OutputPump() {
        thread = Thread.ofPlatform().daemon().name("process-output").unstarted(this::run);
    }

    Tap open(InputStream output, OutputSink sink) {
        Tap tap = new Tap(output, sink);
        taps.add(tap);
        start();
        LockSupport.unpark(thread);
        return tap;
    }

    private synchronized void start() {
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        }
    }

    private void run() {
        long nap = SHORTEST_NAP;
        while (!closed) {
            boolean any = false;
            for (Tap tap : taps) {
                any |= tap.drain();
            }
            nap = any ? SHORTEST_NAP : Math.min(LONGEST_NAP, nap * 2);
            if (taps.isEmpty()) {
                LockSupport.park(this);
            } else if (!any) {
                LockSupport.parkNanos(this, nap);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** One process's output. */
    final class Tap {
        private final InputStream output;
        private final OutputSink sink;
        private final byte[] chunk = new byte[CHUNK];

        private Tap(InputStream output, OutputSink sink) {
            this.output = output;
            this.sink = sink;
        }

        /** Hands over one chunk at most a turn, so that no process starves another. */
        synchronized boolean drain() {
            try {
                int there = output.available();
                if (there <= 0) {
                    return false;
                }
                int read = output.read(chunk, 0, Math.min(there, chunk.length));
                if (read > 0) {
                    sink.accept(ByteBuffer.wrap(chunk, 0, read));
                }
                return read > 0;
            } catch (IOException gone) {
                taps.remove(this);
                return false;
            }
        }

        /** Hands over all that is in the pipe now. */
        void drainAll() {
            for (int turn = 0; turn < MOST_CHUNKS_IN_A_PIPE && drain(); turn++) {}
        }

        /** Hands over the rest and forgets the pipe. */
        void close() {
            drainAll();
            taps.remove(this);
            try {
                output.close();
            } catch (IOException unable) {
                throw new UncheckedIOException(unable);
            }
        }
    }
}
