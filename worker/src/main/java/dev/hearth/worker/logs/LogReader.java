package dev.hearth.worker.logs;

import dev.hearth.api.worker.LogLine;
import dev.hearth.api.worker.LogPage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads a function's files back. A cursor is the number of a file and an offset in it. */
final class LogReader {
    /** A line that does not fit in a page is read whole all the same. */
    private static final int LONGEST_STORED_LINE = EnvironmentLog.LINE_LIMIT + 256;

    private record Cursor(long file, long offset) {
        static Cursor parse(String text) {
            String[] parts = text.split(":", -1);
            try {
                if (parts.length == 2) {
                    return new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("not a log cursor: " + text, e);
            }
            if (text.isEmpty()) {
                return new Cursor(0, 0);
            }
            throw new IllegalArgumentException("not a log cursor: " + text);
        }

        @Override
        public String toString() {
            return file + ":" + offset;
        }
    }

    private LogReader() {}

    static LogPage read(Path folder, String from, int maxBytes) throws IOException {
        Cursor at = Cursor.parse(from);
        List<LogLine> lines = new ArrayList<>();
        int budget = Math.max(maxBytes, LONGEST_STORED_LINE);
        for (long number : LogFiles.numbers(folder)) {
            if (number < at.file()) {
                continue;
            }
            if (number > at.file()) {
                at = new Cursor(number, 0);
            }
            int read = readFile(LogFiles.file(folder, number), at.offset(), budget, lines);
            at = new Cursor(number, at.offset() + read);
            budget -= read;
            if (budget < LONGEST_STORED_LINE) {
                break;
            }
        }
        return new LogPage(lines, at.file() == 0 ? from : at.toString());
    }

    /**
     * @return bytes of whole lines read
     */
    private static int readFile(Path file, long offset, int budget, List<LogLine> lines)
            throws IOException {
        ByteBuffer buffer;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long there = Math.max(0, channel.size() - offset);
            buffer = ByteBuffer.allocate((int) Math.min(budget, there));
            while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {}
        } catch (NoSuchFileException rotatedAway) {
            return 0;
        }
        byte[] bytes = buffer.array();
        int start = 0;
        for (int i = 0; i < buffer.position(); i++) {
            if (bytes[i] == '\n') {
                lines.add(parse(new String(bytes, start, i - start, StandardCharsets.UTF_8)));
                start = i + 1;
            }
        }
        return start;
    }

    /** A line that was cut by a crash of the server is shown as it is. */
    private static LogLine parse(String stored) {
        int time = stored.indexOf(' ');
        int stream = stored.indexOf(' ', time + 1);
        if (time <= 0 || stream < 0) {
            return new LogLine(Instant.EPOCH, "", stored);
        }
        try {
            return new LogLine(
                    Instant.ofEpochMilli(Long.parseLong(stored, 0, time, 10)),
                    stored.substring(time + 1, stream),
                    text(stored.substring(stream + 1)));
        } catch (NumberFormatException cut) {
            return new LogLine(Instant.EPOCH, "", stored);
        }
    }

    /** Runtimes send a carriage return for a newline inside one record. */
    private static String text(String stored) {
        String whole = stored.endsWith("\r") ? stored.substring(0, stored.length() - 1) : stored;
        return whole.replace('\r', '\n');
    }
}
