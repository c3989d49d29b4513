package dev.hearth.events.queue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** An event that is out, and how to settle it. */
final class TakenEvent implements Taken {
    private final HandOut handOut;
    private final LaneReader reader;
    private final LaneReader.Out out;
    private final StoredEvent stored;
    private final AtomicBoolean settled = new AtomicBoolean();

    TakenEvent(HandOut handOut, LaneReader reader, LaneReader.Out out, StoredEvent stored) {
        this.handOut = handOut;
        this.reader = reader;
        this.out = out;
        this.stored = stored;
    }

    @Override
    public QueuedEvent event() {
        return stored.event();
    }

    @Override
    public boolean inOwnLane() {
        return reader.lane().isOwn();
    }

    @Override
    public boolean isLost() {
        return handOut.isOver() || reader.receiver().isClosed();
    }

    @Override
    public CompletableFuture<Void> done() {
        return once(() -> handOut.done(reader, out));
    }

    @Override
    public CompletableFuture<Void> again(QueuedEvent changed) {
        return once(() -> handOut.replace(reader, out, stored.with(changed)));
    }

    @Override
    public CompletableFuture<Void> toOwnLane() {
        return once(() -> handOut.toOwnLane(reader, out, stored));
    }

    @Override
    public void giveBack() {
        var _ = once(() -> handOut.replace(reader, out, stored));
    }

    private CompletableFuture<Void> once(Supplier<CompletableFuture<Void>> settle) {
        if (!settled.compareAndSet(false, true)) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("an event is settled once"));
        }
        return settle.get();
    }
}
