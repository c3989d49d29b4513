package dev.hearth.events.lease;

import dev.hearth.state.Change;
import dev.hearth.state.ConflictException;
import dev.hearth.state.RecordStore;
import dev.hearth.state.StoredRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records in memory, with the versions and conflicts of the real store. */
public final class MemoryRecords implements RecordStore {
    private TreeMap<String, StoredRecord> records = new TreeMap<>();

    @Override
    public synchronized Optional<StoredRecord> read(String path) {
        return Optional.ofNullable(records.get(path));
    }

    @Override
    public List<String> children(String path) {
        return readChildren(path).stream().map(StoredRecord::name).toList();
    }

    @Override
    public synchronized List<StoredRecord> readChildren(String path) {
        String below = path + "/";
        return records.tailMap(below).values().stream()
                .takeWhile(record -> record.path().startsWith(below))
                .filter(record -> record.path().indexOf('/', below.length()) == -1)
                .toList();
    }

    @Override
    public synchronized void makeFolder(String path) {
        for (int end = path.indexOf('/', 1); end != -1; end = path.indexOf('/', end + 1)) {
            makeOne(path.substring(0, end));
        }
        makeOne(path);
    }

    private void makeOne(String path) {
        records.putIfAbsent(path, new StoredRecord(path, new byte[0], 0));
    }

    @Override
    public synchronized void commit(List<Change> changes) {
        Map<String, StoredRecord> after = new HashMap<>(records);
        for (Change change : changes) {
            StoredRecord before = after.get(change.path());
            switch (change) {
                case Change.Create(String path, byte[] data) -> {
                    require(change, before == null);
                    after.put(path, new StoredRecord(path, data, 0));
                }
                case Change.Write(String path, byte[] data, int version) -> {
                    require(change, before != null && before.version() == version);
                    after.put(path, new StoredRecord(path, data, version + 1));
                }
                case Change.Delete(String path, int version) -> {
                    require(change, before != null && before.version() == version);
                    after.remove(path);
                }
                case Change.Check(String _, int version) ->
                        require(change, before != null && before.version() == version);
            }
        }
        records = new TreeMap<>(after);
    }

    private static void require(Change change, boolean fits) {
        if (!fits) {
            throw new ConflictException(change, new IllegalStateException("does not fit"));
        }
    }

    @Override
    public void close() {}
}
