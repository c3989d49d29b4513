package dev.hearth.control.catalogue;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeStored;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.CatalogueRecord.VersionRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.VersionStored;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every function of this cell. Readers on any thread see each function whole; {@link #replay} is
 * the only change and belongs to one thread at a time, as do the methods that say so.
 */
public final class FunctionIndex {
    private static final Comparator<FunctionId> BY_NAME =
            Comparator.comparing(FunctionId::account)
                    .thenComparing(FunctionId::region)
                    .thenComparing(FunctionId::name);

    private final Map<FunctionId, Catalogued> functions = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<FunctionId, Catalogued> sorted =
            new ConcurrentSkipListMap<>(BY_NAME);

    private final HostUids hostUids = new HostUids();
    private final Map<String, Integer> blobUses = new HashMap<>();
    private volatile int reserved;
    private volatile long codeBytes;

    /** Memory only, for the invoke path. */
    public Optional<Catalogued> find(FunctionId id) {
        return Optional.ofNullable(functions.get(id));
    }

    /** Every function. */
    public Collection<Catalogued> all() {
        return sorted.values();
    }

    /**
     * The functions of one account and Region in order of their names.
     *
     * @param lastName the name to go on after; empty for the first
     */
    public Stream<Catalogued> after(String account, String region, String lastName) {
        FunctionId last = new FunctionId(account, region, lastName);
        return sorted.tailMap(last, false).values().stream()
                .takeWhile(f ->
                        f.function().id().account().equals(account)
                                && f.function().id().region().equals(region));
    }

    public int size() {
        return functions.size();
    }

    /** Concurrency reserved by all functions together. */
    public int reserved() {
        return reserved;
    }

    /** Size of all packages of all functions and versions. */
    public long codeBytes() {
        return codeBytes;
    }

    /** For the thread that replays. */
    public OptionalInt freeHostUid() {
        return hostUids.free();
    }

    /** For the thread that replays. */
    public boolean refersTo(String blob) {
        return blobUses.containsKey(blob);
    }

    public void replay(CatalogueRecord.OfFunction record) {
        FunctionId id = record.function();
        Catalogued before = functions.get(id);
        Catalogued now =
                switch (record) {
                    case FunctionStored(Function value) ->
                            before == null ? Catalogued.of(value) : before.with(value);
                    case FunctionRemoved _ -> null;
                    case VersionStored(var _, PublishedVersion version) ->
                            known(before, id).with(version);
                    case VersionRemoved(var _, int number) -> known(before, id).without(number);
                    case EventInvokeStored(var _, String qualifier, EventInvokeConfig value) ->
                            known(before, id).with(qualifier, value);
                    case EventInvokeRemoved(var _, String qualifier) ->
                            known(before, id).withoutEventInvoke(qualifier);
                };
        account(before, now);
        if (now != null) {
            functions.put(id, now);
            sorted.put(id, now);
        } else {
            functions.remove(id);
            sorted.remove(id);
        }
    }

    private static Catalogued known(@Nullable Catalogued before, FunctionId id) {
        if (before == null) {
            throw new IllegalStateException("A record belongs to no function: " + id);
        }
        return before;
    }

    private void account(@Nullable Catalogued before, @Nullable Catalogued now) {
        int reservedNow = reserved;
        long bytesNow = codeBytes;
        if (before != null) {
            reservedNow -= before.function().reserved().orElse(0);
            for (CodePackage code : before.packages()) {
                bytesNow -= code.size();
                blobUses.computeIfPresent(code.blob(), (_, uses) -> uses == 1 ? null : uses - 1);
            }
        }
        if (now != null) {
            reservedNow += now.function().reserved().orElse(0);
            for (CodePackage code : now.packages()) {
                bytesNow += code.size();
                blobUses.merge(code.blob(), 1, Integer::sum);
            }
        }
        if (before == null && now != null) {
            hostUids.take(now.function().hostUid());
        } else if (before != null && now == null) {
            hostUids.giveBack(before.function().hostUid());
        }
        reserved = reservedNow;
        codeBytes = bytesNow;
    }
}
