package dev.hearth.worker.logs;

import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.JsonLogs;
import dev.hearth.api.worker.LogPage;
import dev.hearth.api.worker.Logs;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** The logs of all functions on this worker. */
public final class FunctionLogs implements Logs, AutoCloseable {
    private final LogFiles files;
    private final LogQueue queue = new LogQueue();
    private final LogWriter writer;
    private final Clock clock;

    /**
     * @param folder holds them; made when first needed
     */
    public FunctionLogs(Path folder, Clock clock) {
        this.files = new LogFiles(folder);
        this.writer = new LogWriter(files, queue);
        this.clock = clock;
    }

    public void start() {
        writer.start();
    }

    /**
     * @param stream the environment's own, as in {@code AWS_LAMBDA_LOG_STREAM_NAME}
     * @param json which of the platform's lines are wanted as JSON objects; empty for all, as text
     */
    public EnvironmentLog open(FunctionId function, String stream, Optional<JsonLogs> json) {
        PlatformLines lines =
                json.<PlatformLines>map(wanted -> new JsonLines(wanted.systemLevel()))
                        .orElseGet(TextLines::new);
        return new EnvironmentLog(function, stream, lines, queue, clock);
    }

    @Override
    public LogPage read(FunctionId function, String cursor, int maxBytes) {
        try {
            return LogReader.read(files.folder(function), cursor, maxBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is queued is stored first. */
    @Override
    public void close() {
        writer.close();
    }
}
