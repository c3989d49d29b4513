package dev.hearth.state;

import java.util.List;
import java.util.Optional;

/**
 * A tree of small durable records. What a method has returned from is on disk. All methods block,
 * are safe for many threads, and throw {@link StoreException} when the store fails.
 */
public interface RecordStore extends AutoCloseable {
    /** Bigger values belong in a blob, by reference. */
    int MAX_RECORD_BYTES = 500_000;

    Optional<StoredRecord> read(String path);

    /** The names below a path, sorted; none when it isn't there. */
    List<String> children(String path);

    /**
     * The records below a path, sorted by name. Each is whole; together they need not be one moment
     * of the store's.
     */
    List<StoredRecord> readChildren(String path);

    /** Makes an empty record, and those above it, where they are missing. */
    void makeFolder(String path);

    /**
     * All changes or none.
     *
     * @throws ConflictException when one does not fit; nothing has changed
     */
    void commit(List<Change> changes);

    @Override
    void close();
}
