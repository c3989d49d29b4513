package dev.hearth.worker.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.function.FunctionId;
import dev.hearth.api.worker.LogLine;
import dev.hearth.api.worker.LogPage;
import dev.hearth.foundation.time.Clock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionLogsTest {
    private static final FunctionId ONE = new FunctionId("000000000000", "us-east-1", "one");
    private static final FunctionId TWO = new FunctionId("000000000000", "us-east-1", "two");

    @TempDir private Path folder;

    private FunctionLogs open() {
        FunctionLogs logs = new FunctionLogs(folder, Clock.system());
        logs.start();
        return logs;
    }

    private static void print(EnvironmentLog log, String text) {
        log.accept(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> all(FunctionId function) {
        FunctionLogs logs = new FunctionLogs(folder, Clock.system());
        List<String> lines = new ArrayList<>();
        String cursor = "";
        for (LogPage page = logs.read(function, cursor, 4096);
                !page.lines().isEmpty();
                page = logs.read(function, cursor, 4096)) {
            lines.addAll(page.lines().stream().map(LogLine::text).toList());
            cursor = page.cursor();
        }
        return lines;
    }

    @Test
    void keepsFunctionsApartAndLinesInOrderAcrossRestarts() {
        try (FunctionLogs logs = open()) {
            print(logs.open(ONE, "stream/[1]a", Optional.empty()), "a\nb");
            EnvironmentLog second = logs.open(ONE, "stream/[1]b", Optional.empty());
            print(second, "c\r\nd\re\n");
            print(logs.open(TWO, "stream/[1]c", Optional.empty()), "elsewhere\n");
        }
        try (FunctionLogs logs = open()) {
            print(logs.open(ONE, "stream/[1]d", Optional.empty()), "later ü\n");
        }
        assertEquals(List.of("a", "c", "d\ne", "later ü"), all(ONE));
        assertEquals(List.of("elsewhere"), all(TWO));
        assertEquals(List.of(), all(new FunctionId("1", "r", "none")));
    }

    @Test
    void aPageTellsStreamAndTimeAndWhereToReadOn() {
        try (FunctionLogs logs = open()) {
            print(logs.open(ONE, "2026/01/01/[$LATEST]ab", Optional.empty()), "first line\n");
        }
        FunctionLogs logs = new FunctionLogs(folder, Clock.system());
        LogPage page = logs.read(ONE, "", 1000);
        assertEquals("2026/01/01/[$LATEST]ab", page.lines().getFirst().stream());
        assertTrue(
                Clock.system().now().toEpochMilli() - page.lines().getFirst().time().toEpochMilli()
                        < 60_000);
        LogPage end = logs.read(ONE, page.cursor(), 1000);
        assertEquals(List.of(), end.lines());
        assertEquals(page.cursor(), end.cursor());
        assertThrows(IllegalArgumentException.class, () -> logs.read(ONE, "no cursor", 1000));
    }

    @Test
    void oldFilesGoWhenThereAreEnough() throws Exception {
        Path one = new LogFiles(folder).folder(ONE);
        Files.createDirectories(one);
        for (int number = 1; number <= LogFiles.FILES_KEPT; number++) {
            Files.writeString(LogFiles.file(one, number), "0 s old " + number + "\n");
        }
        try (FunctionLogFile file = FunctionLogFile.open(one)) {
            file.write(ByteBuffer.allocate((int) LogFiles.FILE_LIMIT));
        }
        assertEquals(LogFiles.FILES_KEPT, LogFiles.numbers(one).size());
        assertEquals(2, LogFiles.numbers(one).getFirst());
        assertFalse(all(ONE).contains("old 1"));
        assertTrue(all(ONE).contains("old 2"));
    }

    @Test
    void whatComesTooFastIsDroppedCountedAndTold() {
        LogQueue queue = new LogQueue();
        EnvironmentLog log = new EnvironmentLog(ONE, "s", new TextLines(), queue, Clock.system());
        String megabyte = ("m".repeat(1023) + "\n").repeat(1024);
        print(log, megabyte);
        print(log, megabyte);
        int stored = 0;
        while (queue.poll() != null) {
            stored++;
        }
        assertTrue(stored < 1024, "about a megabyte is kept waiting");
        int lost = 2048 - stored;
        print(log, "after\n");
        assertEquals(
                "LOGS\tDropped: "
                        + lost
                        + " records, "
                        + lost * 1023L
                        + " bytes: printed faster than they could be written",
                text(queue));
        assertEquals("after", text(queue));
    }

    private static String text(LogQueue queue) {
        LogEntry entry = queue.poll();
        return entry == null ? "" : new String(entry.text().get(), StandardCharsets.UTF_8);
    }

    @Test
    void theTailIsTheLastFourKilobytes() {
        EnvironmentLog log =
                new EnvironmentLog(ONE, "s", new TextLines(), new LogQueue(), Clock.system());
        log.beginTail();
        print(log, "short\rtwo\n");
        assertEquals("short\ntwo\n", new String(log.endTail(), StandardCharsets.UTF_8));
        log.beginTail();
        print(log, "gone\n" + "x".repeat(3000) + "\n" + "y".repeat(2000) + "\n");
        String tail = new String(log.endTail(), StandardCharsets.UTF_8);
        assertEquals(TailRing.SIZE, tail.length());
        assertEquals("x".repeat(4096 - 2002) + "\n" + "y".repeat(2000) + "\n", tail);
        assertEquals(0, log.endTail().length);
    }
}
