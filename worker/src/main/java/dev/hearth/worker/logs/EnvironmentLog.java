package dev.hearth.worker.logs;

import dev.hearth.api.function.FunctionId;
import dev.hearth.foundation.time.Clock;
import dev.hearth.worker.sandbox.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The log stream of one execution environment: what its processes print, cut into lines, and the
 * platform's own lines, in the order they came. Any thread; never waits for a disk. Lines that come
 * faster than they can be stored are dropped, counted, and the count is logged.
 */
public final class EnvironmentLog implements OutputSink {
    /** AWS's limit for one log event; a longer line is cut into several. */
    static final int LINE_LIMIT = 256 * 1024;

    private static final int CHUNK = 8 * 1024;
    private static final int ENTRY_OVERHEAD = 128;

    private final FunctionId function;
    private final String stream;
    private final PlatformLines lines;
    private final LogQueue queue;
    private final Clock clock;
    private final AtomicLong waiting = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final byte[] chunk = new byte[CHUNK];
    private Optional<TailRing> tail = Optional.empty();
    private long droppedRecords;
    private long droppedBytes;

    EnvironmentLog(
            FunctionId function, String stream, PlatformLines lines, LogQueue queue, Clock clock) {
        this.function = function;
        this.stream = stream;
        this.lines = lines;
        this.queue = queue;
        this.clock = clock;
    }

    @Override
    public void accept(ByteBuffer bytes) {
        lock.lock();
        try {
            Instant now = clock.now();
            while (bytes.hasRemaining()) {
                int length = Math.min(bytes.remaining(), chunk.length);
                bytes.get(chunk, 0, length);
                cut(length, now);
            }
        } finally {
            lock.unlock();
        }
    }

    private void cut(int length, Instant now) {
        int start = 0;
        while (start < length) {
            int most = Math.min(length, start + LINE_LIMIT - partial.size());
            int end = start;
            while (end < most && chunk[end] != '\n') {
                end++;
            }
            partial.write(chunk, start, end - start);
            boolean newline = end < length && chunk[end] == '\n';
            if (newline || partial.size() >= LINE_LIMIT) {
                endLine(now);
            }
            start = newline ? end + 1 : end;
        }
    }

    /**
     * A line of the platform's; what was printed before it, even without a newline, comes first.
     */
    public void say(PlatformEvent event) {
        lock.lock();
        try {
            Instant now = clock.now();
            if (partial.size() > 0) {
                endLine(now);
            }
            if (tail.isPresent()) {
                byte[] line = render(now, event);
                if (line.length > 0) {
                    tail.get().add(line);
                }
                queue(now, () -> line, line.length, true);
            } else {
                queue(now, () -> render(now, event), ENTRY_OVERHEAD, true);
            }
        } finally {
            lock.unlock();
        }
    }

    /** From here on the last lines are kept in memory as well. */
    public void beginTail() {
        lock.lock();
        try {
            tail = Optional.of(new TailRing());
        } finally {
            lock.unlock();
        }
    }

    /** The last 4 KB since {@link #beginTail}. */
    public byte[] endTail() {
        lock.lock();
        try {
            byte[] bytes = tail.map(TailRing::bytes).orElseGet(() -> new byte[0]);
            tail = Optional.empty();
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    private byte[] render(Instant time, PlatformEvent event) {
        return lines.line(time, event).getBytes(StandardCharsets.UTF_8);
    }

    private void endLine(Instant now) {
        byte[] line = partial.toByteArray();
        partial.reset();
        tail.ifPresent(ring -> ring.add(line));
        reportDropped(now);
        if (!queue(now, () -> line, line.length, false)) {
            droppedRecords++;
            droppedBytes += line.length;
        }
    }

    private void reportDropped(Instant now) {
        if (droppedRecords == 0 || waiting.get() > LogQueue.ENVIRONMENT_LIMIT / 2) {
            return;
        }
        byte[] line = render(now, new PlatformEvent.Dropped(droppedRecords, droppedBytes));
        if (queue(now, () -> line, line.length, true)) {
            droppedRecords = 0;
            droppedBytes = 0;
        }
    }

    private boolean queue(Instant now, Supplier<byte[]> text, int size, boolean platform) {
        return queue.offer(
                new LogEntry(function, stream, now, text, size + ENTRY_OVERHEAD, waiting),
                platform);
    }
}
