package dev.hearth.state;

import java.util.List;
import java.util.Optional;

/**
 * An owner's term of office. Whoever claims a path ends the term of the one before: a commit that
 * carries its {@link #check} cannot take place any more, whatever its owner believes.
 */
public record Epoch(String path, int version) {
    public static Epoch claim(RecordStore store, String path) {
        store.makeFolder(path);
        for (; ; ) {
            Optional<StoredRecord> before = store.read(path);
            if (before.isEmpty()) {
                throw new IllegalStateException("The epoch " + path + " was removed.");
            }
            int version = before.get().version();
            try {
                store.commit(List.of(new Change.Write(path, new byte[0], version)));
                return new Epoch(path, version + 1);
            } catch (ConflictException e) {
                // Another claims at this moment; the later one wins.
            }
        }
    }

    public Change check() {
        return new Change.Check(path, version);
    }
}
