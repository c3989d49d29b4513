package dev.hearth.control.catalogue;

import dev.hearth.api.function.FunctionId;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A function without its published versions, as one durable record holds it.
 *
 * @param hostUid the host user its processes run as, its own while it exists
 * @param latest what {@code $LATEST} shows; see {@link Phase} for what it serves
 * @param lastVersion the highest version number ever published, 0 when none was
 * @param reserved its reserved concurrency
 * @param recursionAllowed whether loops of the function with itself go on
 * @param unknown what a newer Hearth wrote into the record and this one does not understand
 */
public record Function(
        FunctionId id,
        int hostUid,
        Revision latest,
        Phase phase,
        int lastVersion,
        Map<String, String> tags,
        OptionalInt reserved,
        boolean recursionAllowed,
        UnknownFields unknown) {

    public Function {
        tags = new TreeMap<>(tags);
    }

    /** The revision that invokes of {@code $LATEST} run. */
    public Revision served() {
        return switch (phase) {
            case Phase.Creating _, Phase.Settled _ -> latest;
            case Phase.Updating(Revision before) -> before;
        };
    }

    public boolean settled() {
        return phase instanceof Phase.Settled;
    }

    public Function with(Revision newLatest, Phase newPhase) {
        return new Function(
                id,
                hostUid,
                newLatest,
                newPhase,
                lastVersion,
                tags,
                reserved,
                recursionAllowed,
                unknown);
    }

    public Function withLastVersion(int number) {
        return new Function(
                id, hostUid, latest, phase, number, tags, reserved, recursionAllowed, unknown);
    }

    public Function withTags(Map<String, String> newTags) {
        return new Function(
                id,
                hostUid,
                latest,
                phase,
                lastVersion,
                newTags,
                reserved,
                recursionAllowed,
                unknown);
    }

    public Function withReserved(OptionalInt newReserved) {
        return new Function(
                id,
                hostUid,
                latest,
                phase,
                lastVersion,
                tags,
                newReserved,
                recursionAllowed,
                unknown);
    }

    public Function withRecursionAllowed(boolean allowed) {
        return new Function(
                id, hostUid, latest, phase, lastVersion, tags, reserved, allowed, unknown);
    }
}
