package dev.hearth.worker.logs;

import dev.hearth.api.function.FunctionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores queued lines, one write per function and batch. One platform thread: it waits for disks. A
 * disk that refuses costs the lines of that batch and is told in the server's log, once until it
 * works again.
 */
final class LogWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final int BATCH_BYTES = 1024 * 1024;
    private static final int MAX_OPEN_FILES = 64;
    private static final long CLOSE_PATIENCE_MS = 5_000;

    private final LogFiles files;
    private final LogQueue queue;
    private final Thread thread;
    private final Map<FunctionId, FunctionLogFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private boolean refused;

    LogWriter(LogFiles files, LogQueue queue) {
        this.files = files;
        this.queue = queue;
        this.thread = Thread.ofPlatform().daemon().name("function-logs").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (true) {
            boolean wrote = batch();
            if (!wrote && queue.closed()) {
                break;
            }
            if (!wrote) {
                queue.await();
            }
        }
        open.values().forEach(this::closeQuietly);
    }

    /**
     * @return whether there was anything to store
     */
    private boolean batch() {
        Map<FunctionId, ByteArrayOutputStream> lines = new LinkedHashMap<>();
        int size = 0;
        for (LogEntry entry = queue.poll(); entry != null; entry = queue.poll()) {
            render(
                    entry,
                    lines.computeIfAbsent(entry.function(), _ -> new ByteArrayOutputStream()));
            size += entry.weight();
            if (size >= BATCH_BYTES) {
                break;
            }
        }
        lines.forEach(this::store);
        return !lines.isEmpty();
    }

    private static void render(LogEntry entry, ByteArrayOutputStream into) {
        byte[] text = text(entry);
        if (text.length == 0) {
            return;
        }
        String head = entry.time().toEpochMilli() + " " + entry.stream() + " ";
        into.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        into.writeBytes(text);
        into.write('\n');
    }

    /** One line that cannot be made, say because its sandbox is gone, costs no other. */
    private static byte[] text(LogEntry entry) {
        try {
            return entry.text().get();
        } catch (RuntimeException e) {
            LOG.error("A log line of {} is lost", entry.function(), e);
            return new byte[0];
        }
    }

    private void store(FunctionId function, ByteArrayOutputStream lines) {
        try {
            file(function).write(ByteBuffer.wrap(lines.toByteArray()));
            refused = false;
        } catch (IOException e) {
            if (!refused) {
                LOG.warn("Function logs cannot be written and are being lost", e);
            }
            refused = true;
            forget(function);
        }
    }

    private FunctionLogFile file(FunctionId function) throws IOException {
        FunctionLogFile known = open.get(function);
        if (known != null) {
            return known;
        }
        FunctionLogFile file = FunctionLogFile.open(files.folder(function));
        open.put(function, file);
        if (open.size() > MAX_OPEN_FILES) {
            Iterator<FunctionLogFile> eldest = open.values().iterator();
            closeQuietly(eldest.next());
            eldest.remove();
        }
        return file;
    }

    private void forget(FunctionId function) {
        @Nullable FunctionLogFile file = open.remove(function);
        if (file != null) {
            closeQuietly(file);
        }
    }

    private void closeQuietly(FunctionLogFile file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("A function's log file could not be closed", e);
        }
    }

    /** Stores what is queued, then ends; not longer than some seconds. */
    @Override
    public void close() {
        // Not by an interrupt: it would close the file that is being written.
        queue.close(thread);
        try {
            thread.join(CLOSE_PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
