package dev.hearth.control;

import dev.hearth.state.Change;
import dev.hearth.state.RecordStore;
import dev.hearth.state.StoreException;
import dev.hearth.state.StoredRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A real store whose connection breaks when told to. */
final class FaultyStore implements RecordStore {
    enum Fault {
        NONE,
        /** The commit does not reach the store. */
        LOST_REQUEST,
        /** The commit takes place, but nobody hears of it. */
        LOST_ANSWER,
        /** Nothing reaches the store. */
        DOWN
    }

    private final RecordStore real;
    private Fault fault = Fault.NONE;

    FaultyStore(RecordStore real) {
        this.real = real;
    }

    void next(Fault next) {
        fault = next;
    }

    @Override
    public Optional<StoredRecord> read(String path) {
        requireUp();
        return real.read(path);
    }

    @Override
    public List<String> children(String path) {
        requireUp();
        return real.children(path);
    }

    @Override
    public List<StoredRecord> readChildren(String path) {
        requireUp();
        return real.readChildren(path);
    }

    @Override
    public void makeFolder(String path) {
        requireUp();
        real.makeFolder(path);
    }

    @Override
    public void commit(List<Change> changes) {
        requireUp();
        Fault now = fault;
        fault = Fault.NONE;
        if (now != Fault.LOST_REQUEST) {
            real.commit(changes);
        }
        if (now != Fault.NONE) {
            throw broken();
        }
    }

    @Override
    public void close() {
        real.close();
    }

    private void requireUp() {
        if (fault == Fault.DOWN) {
            throw broken();
        }
    }

    private static StoreException broken() {
        return new StoreException("The connection broke.", new IOException("told to"));
    }
}
