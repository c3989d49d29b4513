package dev.hearth.events.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One process's view of the leases, and its decisions. Every process gives signs of life; a lease
 * names its holder and lasts as long as that one lives. A process acts on its leases until {@link
 * LeaseTiming#validity} has passed since it <em>sent</em> its last sign; another takes them once
 * {@link LeaseTiming#life} has passed since it <em>saw</em> that sign. A sign is seen after it is
 * sent, so two never act at once, however their clocks are set.
 *
 * <p>Not for several threads.
 */
final class LeaseBook {
    private final String self;
    private final LeaseTiming timing;
    private final Set<String> wanted = new TreeSet<>();
    private final Map<String, LeaseRecord> held = new TreeMap<>();
    private final Set<String> leaving = new TreeSet<>();
    private Map<String, HolderSighting> holders = new HashMap<>();
    private OptionalLong validUntil = OptionalLong.empty();

    LeaseBook(String self, LeaseTiming timing) {
        this.self = self;
        this.timing = timing;
    }

    void want(String key) {
        wanted.add(key);
    }

    void unwant(String key) {
        wanted.remove(key);
    }

    boolean idle() {
        return wanted.isEmpty() && held.isEmpty();
    }

    Optional<LeaseRecord> held(String key) {
        return Optional.ofNullable(held.get(key));
    }

    List<String> held() {
        return List.copyOf(held.keySet());
    }

    /**
     * A sign of life is in the store.
     *
     * @param sentNanos from before it was sent
     */
    void alive(long sentNanos) {
        validUntil = OptionalLong.of(sentNanos + timing.validity().toNanos());
    }

    /** How long its own leases still count, unless it gives another sign of life. */
    Duration left(long nowNanos) {
        return validUntil.isEmpty()
                ? Duration.ZERO
                : Duration.ofNanos(Math.max(0, validUntil.getAsLong() - nowNanos));
    }

    /** All leases are lost; they may be taken again after the next sign of life. */
    List<String> lapse() {
        List<String> lost = held();
        held.clear();
        leaving.clear();
        validUntil = OptionalLong.empty();
        return lost;
    }

    /** Takes note of the signs of life that were read a moment ago. */
    void saw(List<HolderSighting> sightings) {
        Map<String, HolderSighting> seen = new HashMap<>();
        for (HolderSighting sighting : sightings) {
            HolderSighting before = holders.get(sighting.name());
            boolean same = before != null && before.sameSign(sighting);
            seen.put(sighting.name(), same ? before : sighting);
        }
        holders = seen;
    }

    /** What to do about the leases as they were read; nothing once its own have lapsed. */
    List<LeaseStep> decide(Map<String, LeaseRecord> leases, long nowNanos) {
        if (left(nowNanos).isZero()) {
            return List.of();
        }
        List<LeaseStep> steps = new ArrayList<>();
        int share = fairShare(leases.values(), nowNanos);
        Set<String> taking = new TreeSet<>();
        int room = share - held.size();
        for (String key : wanted) {
            if (taking.size() >= room) {
                break;
            }
            Optional<LeaseStep> take = take(key, Optional.ofNullable(leases.get(key)), nowNanos);
            if (take.isPresent()) {
                steps.add(take.get());
                taking.add(key);
            }
        }
        disown(leases, taking).forEach(steps::add);
        give(share).forEach(steps::add);
        bury(leases, nowNanos).forEach(steps::add);
        return steps;
    }

    private Optional<LeaseStep> take(String key, Optional<LeaseRecord> found, long nowNanos) {
        if (held.containsKey(key)) {
            return Optional.empty();
        }
        LeaseRecord before = found.orElse(new LeaseRecord(key, LeaseRecord.FREE, 0, -1));
        if (before.holder().equals(self)) {
            return Optional.of(new LeaseStep.Take(before, before.epoch() + 1, Optional.empty()));
        }
        // One who has gone for good left no sign of life.
        Optional<HolderSighting> holder = Optional.ofNullable(holders.get(before.holder()));
        return holder.isEmpty() || silent(holder.get(), nowNanos)
                ? Optional.of(new LeaseStep.Take(before, before.epoch() + 1, holder))
                : Optional.empty();
    }

    /** Those above the fair share, unless they are on their way already. */
    private List<LeaseStep> give(int share) {
        return held.keySet().stream()
                .filter(key -> !leaving.contains(key))
                .limit(Math.max(0, held.size() - leaving.size() - share))
                .<LeaseStep>map(LeaseStep.Give::new)
                .toList();
    }

    /** Or nobody would have them: others leave them to one who lives. */
    private List<LeaseStep> disown(Map<String, LeaseRecord> leases, Set<String> taking) {
        return leases.values().stream()
                .filter(lease -> lease.holder().equals(self))
                .filter(lease -> !held.containsKey(lease.key()) && !taking.contains(lease.key()))
                .<LeaseStep>map(LeaseStep.Disown::new)
                .toList();
    }

    private List<LeaseStep> bury(Map<String, LeaseRecord> leases, long nowNanos) {
        Set<String> named = new TreeSet<>();
        leases.values().forEach(lease -> named.add(lease.holder()));
        return holders.values().stream()
                .filter(holder -> !holder.name().equals(self))
                .filter(holder -> silent(holder, nowNanos) && !named.contains(holder.name()))
                .<LeaseStep>map(LeaseStep.Bury::new)
                .toList();
    }

    /**
     * Of what this process wants, and what others hold of which it may not know: they count that
     * when they share, and with less room than leases nobody would take the last.
     */
    private int fairShare(Collection<LeaseRecord> leases, long nowNanos) {
        Set<String> keys = new TreeSet<>(wanted);
        leases.stream()
                .filter(lease -> !lease.holder().equals(LeaseRecord.FREE))
                .forEach(lease -> keys.add(lease.key()));
        long others =
                holders.values().stream()
                        .filter(holder -> !holder.name().equals(self))
                        .filter(holder -> !silent(holder, nowNanos))
                        .count();
        int live = (int) others + 1;
        return Math.ceilDiv(keys.size(), live);
    }

    private boolean silent(HolderSighting holder, long nowNanos) {
        return nowNanos - holder.firstSeenNanos() >= timing.life().toNanos();
    }

    /**
     * A step was written.
     *
     * @return the lease, unless its time has run out while it was written
     */
    Optional<Lease> taken(LeaseStep.Take take, long nowNanos) {
        if (left(nowNanos).isZero()) {
            return Optional.empty();
        }
        int version = take.isNew() ? 0 : take.before().version() + 1;
        held.put(take.key(), new LeaseRecord(take.key(), self, take.epoch(), version));
        return Optional.of(new Lease(take.key(), take.epoch()));
    }

    /** Whether it is held, and not yet on its way to another. */
    boolean leave(String key) {
        return held.containsKey(key) && leaving.add(key);
    }

    void gone(String key) {
        held.remove(key);
        leaving.remove(key);
    }
}
