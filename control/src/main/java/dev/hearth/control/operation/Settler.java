package dev.hearth.control.operation;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.catalogue.Phase;
import dev.hearth.control.catalogue.Revision;
import dev.hearth.control.journal.CatalogueOwner;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings functions out of {@code Pending} and {@code InProgress}. That they are to be brought out
 * is in their records, so a restart goes on where a crash ended.
 */
public final class Settler {
    private static final Logger log = LoggerFactory.getLogger(Settler.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final FunctionIndex index;
    private final CatalogueOwner owner;
    private final Entropy entropy;
    private final Timers timers;
    private final Duration settling;
    private volatile boolean closed;

    /**
     * @param settling how long a function stays in between; with zero, {@link #settle} has done it
     *     when it returns
     */
    public Settler(
            FunctionIndex index,
            CatalogueOwner owner,
            Entropy entropy,
            Timers timers,
            Duration settling) {
        this.index = index;
        this.owner = owner;
        this.entropy = entropy;
        this.timers = timers;
        this.settling = settling;
    }

    /** Takes up what was in between when the server stopped. */
    public void resume() {
        for (Catalogued function : index.all()) {
            if (!function.function().settled()) {
                settle(function.function());
            }
        }
    }

    public void close() {
        closed = true;
    }

    void settle(Function changed) {
        if (settling.isZero()) {
            settleNow(changed.id(), changed.latest().revisionId());
        } else {
            settleAfter(settling, changed.id(), changed.latest().revisionId());
        }
    }

    private void settleAfter(Duration delay, FunctionId id, String revisionId) {
        var _ =
                timers.after(
                        delay,
                        () ->
                                Thread.ofVirtual()
                                        .name("settle")
                                        .start(() -> settleNow(id, revisionId)));
    }

    private void settleNow(FunctionId id, String revisionId) {
        if (closed) {
            return;
        }
        try {
            owner.decide(() -> settled(id, revisionId));
        } catch (RuntimeException e) {
            log.warn("{} could not be brought into effect; trying again.", id, e);
            settleAfter(RETRY, id, revisionId);
        }
    }

    /** Nothing, when another change has come between. */
    private Decision<String> settled(FunctionId id, String revisionId) {
        Optional<Function> function =
                index.find(id)
                        .map(Catalogued::function)
                        .filter(f -> !f.settled() && f.latest().revisionId().equals(revisionId));
        if (function.isEmpty()) {
            return Decision.of(revisionId);
        }
        Revision latest = function.get().latest();
        String newId = entropy.uuid().toString();
        Revision settled =
                new Revision(latest.settings(), latest.generation(), latest.lastModified(), newId);
        return Decision.of(
                newId, new FunctionStored(function.get().with(settled, new Phase.Settled())));
    }
}
