package dev.hearth.bench.events;

import dev.hearth.bench.host.Weather;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/** What a durable kilobyte costs on this disk at all: the baseline for every acknowledged event. */
final class Disk {
    private static final int WRITES = 500;
    private static final int BYTES = 1024;
    private static final double NANOS_PER_MICRO = 1e3;

    private Disk() {}

    /** Microseconds, p50, of writing 1 KB into a file of fixed size and syncing it. */
    static double syncMicros(Path folder) throws IOException {
        Histogram times = new Histogram(3);
        Clock clock = Clock.system();
        ByteBuffer block = ByteBuffer.allocateDirect(BYTES);
        try (FileChannel file =
                FileChannel.open(
                        folder.resolve("sync"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(BYTES * WRITES), 0);
            file.force(true);
            for (int i = 0; i < WRITES; i++) {
                long begin = clock.nanos();
                block.rewind();
                file.write(block, (long) i * BYTES);
                file.force(false);
                times.recordValue(clock.nanos() - begin);
            }
        }
        return times.getValueAtPercentile(50) / NANOS_PER_MICRO;
    }

    /** A word on how quiet the machine was meanwhile. */
    static String weather(Weather before) throws IOException {
        return "load %.2f, %.1f%% of the processor time stolen"
                .formatted(before.load(), Weather.now().stolenPercentSince(before));
    }
}
