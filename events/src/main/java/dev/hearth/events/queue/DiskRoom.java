package dev.hearth.events.queue;

import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether there is room on the disk for more events. Asks the disk now and then only. */
public final class DiskRoom {
    private static final Logger log = LoggerFactory.getLogger(DiskRoom.class);

    /** What is kept free, so that queued events can still be retried and the server still stops. */
    public static final long LEAST_FREE_BYTES = 64L << 20;

    public static final double LEAST_FREE_SHARE = 0.02;

    private static final Duration ASK_EVERY = Duration.ofMillis(200);

    private final Path folder;
    private final Clock clock;
    private final AtomicLong asked;
    private volatile boolean enough = true;

    public DiskRoom(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.asked = new AtomicLong(clock.nanos() - ASK_EVERY.toNanos());
    }

    boolean isEnough() {
        long last = asked.get();
        long now = clock.nanos();
        if (now - last >= ASK_EVERY.toNanos() && asked.compareAndSet(last, now)) {
            enough = ask();
        }
        return enough;
    }

    private boolean ask() {
        try {
            FileStore disk = Files.getFileStore(folder);
            long least =
                    Math.min(LEAST_FREE_BYTES, (long) (disk.getTotalSpace() * LEAST_FREE_SHARE));
            return disk.getUsableSpace() > least;
        } catch (IOException e) {
            log.warn("cannot tell how much room is left in {}", folder, e);
            return true;
        }
    }
}
