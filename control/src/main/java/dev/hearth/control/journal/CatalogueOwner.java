package dev.hearth.control.journal;

import dev.hearth.api.control.FunctionListener;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.Mappings;
import dev.hearth.control.catalogue.CatalogueRecord;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.catalogue.MappingIndex;
import dev.hearth.state.ConflictException;
import dev.hearth.state.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of the catalogue: decide, append, replay, one decision at a time. Callers wait for
 * a disk while they hold the lock, so they are virtual threads; readers of the index never wait.
 */
public final class CatalogueOwner {
    private static final Logger log = LoggerFactory.getLogger(CatalogueOwner.class);

    /** Room for the record store's own log and snapshots. */
    private static final long RESERVE_BYTES = 8L * 1024 * 1024;

    private final Journal journal;
    private final Effects effects;
    private final Room room;
    private final ReentrantLock deciding = new ReentrantLock();
    private long revisions;

    /** Nobody knows whether the last append took place. */
    private boolean uncertain;

    private boolean termEnded;

    /** How many bytes the disk under the records can still take. */
    @FunctionalInterface
    public interface Room {
        long bytes() throws IOException;
    }

    public CatalogueOwner(
            Journal journal,
            FunctionIndex functions,
            MappingIndex mappings,
            FunctionListener listener,
            Room room) {
        this.journal = journal;
        this.effects = new Effects(functions, mappings, listener);
        this.room = room;
    }

    /** Reads the catalogue from the store. */
    public void load() {
        deciding.lock();
        try {
            journal.readAll().forEach(effects::load);
        } finally {
            deciding.unlock();
        }
    }

    /**
     * Decides on what the catalogue holds at this moment, and answers when the decision is durable
     * and in effect.
     *
     * @param decision throws {@link ApiException} to refuse; then nothing has changed
     */
    public <A> A decide(Supplier<Decision<A>> decision) {
        deciding.lock();
        try {
            requireTerm();
            if (uncertain) {
                reload();
            }
            Decision<A> decided = decision.get();
            if (!decided.records().isEmpty()) {
                append(decided.records());
                decided.records().forEach(effects::replay);
            }
            return decided.answer();
        } finally {
            deciding.unlock();
        }
    }

    /** From now on this one is told of mappings, and at once of every one there is. */
    public void runMappings(Mappings runner) {
        deciding.lock();
        try {
            effects.runMappings(runner);
        } finally {
            deciding.unlock();
        }
    }

    /** Who runs mappings. */
    public Mappings runner() {
        return effects.runner();
    }

    /** Runs something that reads the index while nothing changes. */
    public <A> A reading(Supplier<A> reading) {
        deciding.lock();
        try {
            return reading.get();
        } finally {
            deciding.unlock();
        }
    }

    /**
     * A generation larger than any before. Terms grow with every start, so none comes twice, also
     * when a function is deleted and made again. Only while deciding.
     */
    public long nextGeneration() {
        return ((long) journal.term() << 32) + ++revisions;
    }

    private void append(List<CatalogueRecord> records) {
        requireRoom();
        try {
            journal.append(records);
        } catch (ConflictException e) {
            termEnded = journal.endedBy(e);
            uncertain = true;
            log.error("Another server changes this catalogue.", e);
            requireTerm();
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "The catalogue was changed from elsewhere at this moment. Please try again.",
                    e);
        } catch (StoreException e) {
            uncertain = true;
            log.error("A change of the catalogue may or may not have been written.", e);
            throw new ApiException(
                    ErrorCode.SERVICE,
                    "The change could not be stored; whether it took place is unknown. Please look, and try again.",
                    e);
        }
    }

    /** The record store does not outlive a full disk: so it never comes to that here. */
    private void requireRoom() {
        try {
            if (room.bytes() >= RESERVE_BYTES) {
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new ApiException(
                ErrorCode.SERVICE_UNAVAILABLE,
                "The disk under the data folder is full: nothing can be changed until there is room.");
    }

    private void requireTerm() {
        if (termEnded) {
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE,
                    "Another Hearth server has taken over; this one can change nothing any more.");
        }
    }

    /** Brings the index to what is stored, in one pass of ordinary records. */
    private void reload() {
        List<CatalogueRecord> stored;
        try {
            stored = journal.readAll();
        } catch (StoreException e) {
            throw new ApiException(
                    ErrorCode.SERVICE_UNAVAILABLE, "The record store cannot be reached.", e);
        }
        effects.reload(stored);
        uncertain = false;
    }
}
