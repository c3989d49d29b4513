package dev.hearth.control.code;

import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.journal.CatalogueOwner;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import dev.hearth.state.blob.BlobStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes packages that no function has referred to for a while. The while covers uploads whose
 * function is still being decided on, environments still starting from the code before an update,
 * and download links still valid.
 */
public final class BlobCollector {
    static final Duration GRACE = Duration.ofMinutes(30);

    private static final Logger log = LoggerFactory.getLogger(BlobCollector.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private final BlobStore blobs;
    private final FunctionIndex index;
    private final CatalogueOwner owner;
    private final Clock clock;
    private final Timers timers;

    /** When each was first seen without a function. */
    private final Map<String, Instant> orphans = new HashMap<>();

    private volatile boolean closed;

    public BlobCollector(
            BlobStore blobs,
            FunctionIndex index,
            CatalogueOwner owner,
            Clock clock,
            Timers timers) {
        this.blobs = blobs;
        this.index = index;
        this.owner = owner;
        this.clock = clock;
        this.timers = timers;
    }

    public void start() {
        var _ = timers.after(PERIOD, () -> Thread.ofVirtual().name("blobs").start(this::turn));
    }

    public void close() {
        closed = true;
    }

    private void turn() {
        if (closed) {
            return;
        }
        try {
            collect();
        } catch (IOException | RuntimeException e) {
            log.warn("Packages that no function uses could not be removed; trying again later.", e);
        }
        start();
    }

    void collect() throws IOException {
        Instant now = clock.now();
        Instant cutoff = now.minus(GRACE);
        Set<String> seen = new HashSet<>();
        for (String blob : blobs.putBefore(cutoff)) {
            if (owner.reading(() -> index.refersTo(blob))) {
                continue;
            }
            seen.add(blob);
            Instant since = orphans.computeIfAbsent(blob, _ -> now);
            if (!since.isAfter(cutoff)) {
                blobs.delete(blob, cutoff);
            }
        }
        orphans.keySet().retainAll(seen);
    }
}
