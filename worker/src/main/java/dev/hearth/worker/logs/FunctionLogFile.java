package dev.hearth.worker.logs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** One function's growing log file. Confined to the storing thread. */
final class FunctionLogFile implements AutoCloseable {
    private final Path folder;
    private long number;
    private FileChannel channel;

    private FunctionLogFile(Path folder, long number, FileChannel channel) {
        this.folder = folder;
        this.number = number;
        this.channel = channel;
    }

    static FunctionLogFile open(Path folder) throws IOException {
        Files.createDirectories(folder);
        List<Long> numbers = LogFiles.numbers(folder);
        long newest = numbers.isEmpty() ? 1 : numbers.getLast();
        return new FunctionLogFile(folder, newest, append(folder, newest));
    }

    private static FileChannel append(Path folder, long number) throws IOException {
        return FileChannel.open(
                LogFiles.file(folder, number),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }

    void write(ByteBuffer lines) throws IOException {
        while (lines.hasRemaining()) {
            channel.write(lines);
        }
        if (channel.size() >= LogFiles.FILE_LIMIT) {
            rotate();
        }
    }

    private void rotate() throws IOException {
        FileChannel next = append(folder, number + 1);
        channel.close();
        channel = next;
        number++;
        for (long old : LogFiles.numbers(folder)) {
            if (old <= number - LogFiles.FILES_KEPT) {
                Files.deleteIfExists(LogFiles.file(folder, old));
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
