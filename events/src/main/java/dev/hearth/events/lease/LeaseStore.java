package dev.hearth.events.lease;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.state.Change;
import dev.hearth.state.RecordStore;
import dev.hearth.state.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How leases are kept in the record store: one record for each lease, and one for each process,
 * whose version grows with each sign of life. All methods block; {@link #beat} is for one thread.
 */
final class LeaseStore {
    private final RecordStore records;
    private final String holders;
    private final String leases;
    private final String self;
    private final Entropy entropy;
    private boolean foldersMade;
    private byte[] sign = new byte[0];

    /** Of the own record; empty when it must be read first. */
    private OptionalInt lastBeat = OptionalInt.empty();

    LeaseStore(RecordStore records, String folder, String self, Entropy entropy) {
        this.records = records;
        this.holders = folder + "/holders";
        this.leases = folder + "/held";
        this.self = self;
        this.entropy = entropy;
    }

    void beat() {
        if (!foldersMade) {
            records.makeFolder(holders);
            records.makeFolder(leases);
            foldersMade = true;
        }
        if (lastBeat.isEmpty()) {
            Optional<StoredRecord> before = records.read(holder(self));
            if (before.isEmpty()) {
                sign = HolderRecord.data(entropy.uuid().toString());
                records.commit(List.of(new Change.Create(holder(self), sign)));
                lastBeat = OptionalInt.of(0);
                return;
            }
            sign = before.get().data();
            lastBeat = OptionalInt.of(before.get().version());
        }
        int version = lastBeat.getAsInt();
        records.commit(List.of(new Change.Write(holder(self), sign, version)));
        lastBeat = OptionalInt.of(version + 1);
    }

    /** Whether the last write took place is unknown. */
    void unsure() {
        lastBeat = OptionalInt.empty();
    }

    List<HolderSighting> holders(Clock clock) {
        List<StoredRecord> read = records.readChildren(holders);
        long now = clock.nanos();
        return read.stream().map(record -> HolderRecord.sighting(record, now)).toList();
    }

    Map<String, LeaseRecord> leases() {
        return records.readChildren(leases).stream()
                .map(LeaseRecord::read)
                .collect(Collectors.toMap(LeaseRecord::key, lease -> lease));
    }

    void take(LeaseStep.Take take) {
        List<Change> changes = new ArrayList<>();
        take.stale()
                .ifPresent(holder ->
                        changes.add(new Change.Check(holder(holder.name()), holder.version())));
        byte[] data = LeaseRecord.data(self, take.epoch());
        changes.add(
                take.isNew()
                        ? new Change.Create(lease(take.key()), data)
                        : new Change.Write(lease(take.key()), data, take.before().version()));
        records.commit(changes);
    }

    void free(LeaseRecord held) {
        byte[] data = LeaseRecord.data(LeaseRecord.FREE, held.epoch());
        records.commit(List.of(new Change.Write(lease(held.key()), data, held.version())));
    }

    void remove(LeaseRecord held) {
        records.commit(List.of(new Change.Delete(lease(held.key()), held.version())));
    }

    void remove(HolderSighting holder) {
        records.commit(List.of(new Change.Delete(holder(holder.name()), holder.version())));
    }

    void removeSelf() {
        if (lastBeat.isPresent()) {
            records.commit(List.of(new Change.Delete(holder(self), lastBeat.getAsInt())));
        }
    }

    private String holder(String name) {
        return holders + "/" + name;
    }

    private String lease(String key) {
        return leases + "/" + key;
    }
}
