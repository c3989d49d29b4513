package dev.hearth.control.journal;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.CatalogueRecord;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeStored;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.CatalogueRecord.MappingRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.MappingStored;
import dev.hearth.control.catalogue.CatalogueRecord.VersionRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.VersionStored;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.Mapping;
import dev.hearth.control.catalogue.PublishedVersion;
import dev.hearth.state.Change;
import dev.hearth.state.ConflictException;
import dev.hearth.state.Epoch;
import dev.hearth.state.RecordStore;
import dev.hearth.state.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes catalogue records, fenced by this owner's epoch, and reads them all back at start. Not
 * safe for several threads.
 */
public final class Journal {
    private final RecordStore store;
    private final Epoch epoch;
    private final Set<String> folders = new HashSet<>();

    /** What version of each path the store holds, so that a write that was overtaken fails. */
    private final Map<String, Integer> stored = new HashMap<>();

    private Journal(RecordStore store, Epoch epoch) {
        this.store = store;
        this.epoch = epoch;
    }

    /** Ends the term of whoever owned the catalogue before. */
    public static Journal open(RecordStore store) {
        RecordPaths.folders().forEach(store::makeFolder);
        return new Journal(store, Epoch.claim(store, RecordPaths.EPOCH));
    }

    /** Larger in every term. */
    public int term() {
        return epoch.version();
    }

    /** Whether a conflict says that another has taken over. */
    boolean endedBy(ConflictException conflict) {
        return conflict.change().path().equals(epoch.path());
    }

    /**
     * All that is stored, functions before what belongs to them.
     *
     * @throws UnreadableRecordException when one cannot be read
     */
    public List<CatalogueRecord> readAll() {
        stored.clear();
        List<CatalogueRecord> records = new ArrayList<>();
        readBuckets(RecordPaths.FUNCTIONS, record -> readFunction(record, records));
        readBuckets(
                RecordPaths.EVENT_INVOKES,
                record -> {
                    records.add(EventInvokeCodec.decode(record.data()));
                    stored.put(record.path(), record.version());
                });
        readBuckets(
                RecordPaths.MAPPINGS,
                record -> {
                    records.add(new MappingStored(MappingCodec.decode(record.data())));
                    stored.put(record.path(), record.version());
                });
        return records;
    }

    private void readBuckets(String folder, Consumer<StoredRecord> reader) {
        for (String bucket : store.children(folder)) {
            for (StoredRecord record : store.readChildren(folder + "/" + bucket)) {
                try {
                    reader.accept(record);
                } catch (UnreadableRecordException e) {
                    throw new UnreadableRecordException(
                            "The record " + record.path() + " cannot be read: " + e.getMessage(),
                            e);
                }
            }
        }
    }

    /**
     * Writes all records or none.
     *
     * @throws ConflictException when the store is not as this journal left it
     * @throws dev.hearth.state.StoreException when it is unknown whether they were written
     */
    public void append(List<CatalogueRecord> records) {
        records.forEach(record -> makeFolder(RecordPaths.folder(record)));
        List<Change> changes = new ArrayList<>();
        changes.add(epoch.check());
        records.forEach(record -> changes.add(change(record)));
        store.commit(changes);
        changes.forEach(this::remember);
    }

    private void readFunction(StoredRecord record, List<CatalogueRecord> into) {
        Function function = RecordCodec.decodeFunction(record.data());
        into.add(new FunctionStored(function));
        stored.put(record.path(), record.version());
        if (function.lastVersion() > 0) {
            readVersions(record.path(), function.id(), into);
        }
    }

    private void readVersions(String path, FunctionId id, List<CatalogueRecord> into) {
        for (StoredRecord record : store.readChildren(path)) {
            PublishedVersion version = RecordCodec.decodeVersion(record.data());
            into.add(new VersionStored(id, version));
            stored.put(record.path(), record.version());
        }
    }

    private void makeFolder(String path) {
        if (!folders.contains(path)) {
            store.makeFolder(path);
            folders.add(path);
        }
    }

    private Change change(CatalogueRecord record) {
        return switch (record) {
            case FunctionStored(Function value) ->
                    put(RecordPaths.function(value.id()), RecordCodec.encode(value));
            case FunctionRemoved(FunctionId id) -> remove(RecordPaths.function(id));
            case VersionStored(FunctionId id, PublishedVersion version) ->
                    put(RecordPaths.version(id, version.number()), RecordCodec.encode(version));
            case VersionRemoved(FunctionId id, int number) ->
                    remove(RecordPaths.version(id, number));
            case EventInvokeStored invoke ->
                    put(
                            RecordPaths.eventInvoke(invoke.function(), invoke.qualifier()),
                            EventInvokeCodec.encode(invoke));
            case EventInvokeRemoved(FunctionId id, String qualifier) ->
                    remove(RecordPaths.eventInvoke(id, qualifier));
            case MappingStored(Mapping value) ->
                    put(RecordPaths.mapping(value.uuid()), MappingCodec.encode(value));
            case MappingRemoved(String uuid) -> remove(RecordPaths.mapping(uuid));
        };
    }

    private Change put(String path, byte[] data) {
        Integer version = stored.get(path);
        return version == null
                ? new Change.Create(path, data)
                : new Change.Write(path, data, version);
    }

    private Change remove(String path) {
        Integer version = stored.get(path);
        if (version == null) {
            throw new IllegalStateException("Nothing is stored at " + path);
        }
        return new Change.Delete(path, version);
    }

    private void remember(Change done) {
        switch (done) {
            case Change.Create(String path, var _) -> stored.put(path, 0);
            case Change.Write(String path, var _, int before) -> stored.put(path, before + 1);
            case Change.Delete(String path, int _) -> stored.remove(path);
            case Change.Check _ -> {}
        }
    }
}
