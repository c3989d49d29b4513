package dev.hearth.events.queue;

import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The room on a disk of this machine. */
public final class DiskRoom implements Room {
    private static final Logger log = LoggerFactory.getLogger(DiskRoom.class);

    /** What is kept free for retries, for the broker's tidying, and for the server to stop. */
    static final long MOST_RESERVED_BYTES = 64L << 20;

    static final long LEAST_RESERVED_BYTES = 32L << 20;
    static final double RESERVED_SHARE = 0.02;

    /**
     * The disk is asked now and then only; what is added in between is counted. Others would have
     * to write more than a gigabyte a second to use up what is kept free unseen.
     */
    static final Duration ASK_EVERY = Duration.ofMillis(20);

    private final Path folder;
    private final Clock clock;
    private @Nullable FileStore store;
    private long asked;
    private long free;
    private boolean blind;
    private long reserved;
    private long addedSince;

    public DiskRoom(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.asked = clock.nanos() - ASK_EVERY.toNanos();
    }

    @Override
    public synchronized boolean add(long bytes, long underWay) {
        look();
        if (free - addedSince - underWay - bytes <= reserved) {
            return false;
        }
        addedSince += bytes;
        return true;
    }

    @Override
    public boolean retry(long bytes) {
        return take(bytes, 2);
    }

    @Override
    public boolean move(long bytes) {
        return take(bytes, 4);
    }

    private synchronized boolean take(long bytes, int share) {
        look();
        if (free - addedSince - bytes <= reserved / share) {
            return false;
        }
        addedSince += bytes;
        return true;
    }

    private void look() {
        long now = clock.nanos();
        if (now - asked < ASK_EVERY.toNanos()) {
            return;
        }
        asked = now;
        try {
            FileStore disk = store == null ? Files.getFileStore(folder) : store;
            store = disk;
            long share = (long) (disk.getTotalSpace() * RESERVED_SHARE);
            reserved = Math.clamp(share, LEAST_RESERVED_BYTES, MOST_RESERVED_BYTES);
            free = disk.getUsableSpace();
            addedSince = 0;
            blind = false;
        } catch (IOException e) {
            // What was free before is used up by what is added, until the disk answers again.
            if (!blind) {
                log.warn("cannot tell how much room is left in {}", folder, e);
            }
            blind = true;
        }
    }
}
