package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import dev.hearth.control.catalogue.CatalogueRecord;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.CatalogueRecord.VersionStored;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.Phase;
import dev.hearth.control.catalogue.PublishedVersion;
import dev.hearth.control.catalogue.Revision;
import dev.hearth.control.catalogue.Settings;
import dev.hearth.control.journal.CatalogueOwner;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Steps that deciding on a change of a function is made of. */
public final class FunctionChanges {
    /** AWS has no such limit; here a function is deleted with all its versions in one commit. */
    private static final int MAX_VERSIONS = 1_000;

    private final CatalogueOwner owner;
    private final Clock clock;
    private final Entropy entropy;

    public FunctionChanges(CatalogueOwner owner, Clock clock, Entropy entropy) {
        this.owner = owner;
        this.clock = clock;
        this.entropy = entropy;
    }

    /** What a publishing change makes. */
    record Published(Function function, PublishedVersion version, List<CatalogueRecord> records) {}

    /**
     * @throws ApiException while the function is being created or updated, or when the caller knew
     *     another revision
     */
    static void requireChangeable(Function function, @Nullable String revisionId) {
        switch (function.phase()) {
            case Phase.Creating _ -> throw Refusals.pending();
            case Phase.Updating _ -> throw Refusals.updateInProgress(function.id());
            case Phase.Settled _ -> {}
        }
        if (revisionId != null && !revisionId.equals(function.latest().revisionId())) {
            throw Refusals.revisionMismatch();
        }
    }

    /** A revision made at this moment. Only while deciding. */
    Revision revision(Settings settings) {
        return new Revision(
                settings, owner.nextGeneration(), clock.now(), entropy.uuid().toString());
    }

    /** The function with new settings, not yet in effect. Only while deciding. */
    Function update(Function function, Settings settings) {
        return function.with(revision(settings), new Phase.Updating(function.served()));
    }

    /**
     * Makes the function's latest revision its next version.
     *
     * @throws ApiException when it has too many
     */
    Published publish(
            Function function,
            Map<Integer, PublishedVersion> before,
            @Nullable String description) {
        if (before.size() >= MAX_VERSIONS) {
            throw Refusals.invalid(
                    "The function has %d versions, the most there can be here. Delete some first."
                            .formatted(MAX_VERSIONS));
        }
        int number = function.lastVersion() + 1;
        Revision latest = function.latest();
        Settings settings =
                description == null
                        ? latest.settings()
                        : latest.settings().withDescription(description);
        PublishedVersion version =
                new PublishedVersion(
                        number,
                        new Revision(
                                settings,
                                latest.generation(),
                                latest.lastModified(),
                                entropy.uuid().toString()));
        Function counted = function.withLastVersion(number);
        return new Published(
                counted,
                version,
                List.of(new FunctionStored(counted), new VersionStored(function.id(), version)));
    }

    /** The newest version, when nothing has changed since or all is as it was then. */
    static Optional<PublishedVersion> unchangedSince(Catalogued function, Revision latest) {
        return Optional.ofNullable(function.versions().lastEntry())
                .map(Map.Entry::getValue)
                .filter(version ->
                        version.revision().generation() == latest.generation()
                                || version.revision().settings().equals(latest.settings()));
    }
}
