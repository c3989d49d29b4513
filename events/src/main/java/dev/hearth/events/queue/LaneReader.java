package dev.hearth.events.queue;

import dev.hearth.events.broker.BrokerException;
import dev.hearth.events.broker.Received;
import dev.hearth.events.broker.Receiver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events from one lane, on a thread of its own, while there is room for more to be out. */
final class LaneReader {
    private static final Logger log = LoggerFactory.getLogger(LaneReader.class);

    static final int MOST_OUT = 256;

    private final Lane lane;
    private final Receiver receiver;
    private final BiConsumer<LaneReader, Out> handler;
    private final Consumer<BrokerException> onFailure;
    private final Semaphore events = new Semaphore(MOST_OUT);
    private final OutBudget.Share bytes;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final CompletableFuture<Void> nothingOut = new CompletableFuture<>();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean stopping;
    private @Nullable Thread thread;

    LaneReader(
            Lane lane,
            Receiver receiver,
            OutBudget budget,
            BiConsumer<LaneReader, Out> handler,
            Consumer<BrokerException> onFailure) {
        this.lane = lane;
        this.receiver = receiver;
        this.bytes = budget.share(lane.isOwn());
        this.handler = handler;
        this.onFailure = onFailure;
    }

    synchronized void start() {
        thread = Thread.ofVirtual().name("hearth-reader-" + lane.queue()).start(this::run);
    }

    /**
     * Takes no more.
     *
     * @return completes when what it has taken is settled
     */
    CompletableFuture<Void> stop() {
        stopping = true;
        interrupt();
        return ended.thenCompose(nothing -> {
            tellIfNothingIsOut();
            return nothingOut;
        });
    }

    synchronized void interrupt() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    Receiver receiver() {
        return receiver;
    }

    Lane lane() {
        return lane;
    }

    private void run() {
        try {
            while (true) {
                events.acquire();
                Optional<Received> received = receiver.receive();
                if (received.isEmpty() || stopping) {
                    endedByItself();
                    return;
                }
                byte[] body = received.get().body();
                bytes.take(body.length);
                taken.incrementAndGet();
                handler.accept(this, new Out(received.get(), body));
            }
        } catch (InterruptedException e) {
            log.debug("no more from {}", lane.queue());
        } catch (RuntimeException | Error e) {
            // Stopped in the middle of a large message: it comes again.
            if (!stopping) {
                onFailure.accept(BrokerException.of(e));
            }
        } finally {
            ended.complete(null);
        }
    }

    /** Unless this one is told to stop, the lane would be read by nobody. */
    private void endedByItself() {
        if (!stopping && !Thread.currentThread().isInterrupted()) {
            onFailure.accept(new BrokerException("nothing is received from " + lane.queue()));
        }
    }

    void settled(Out out) {
        lane.removed();
        bytes.giveBack(out.body().length);
        events.release();
        taken.decrementAndGet();
        if (stopping) {
            tellIfNothingIsOut();
        }
    }

    private void tellIfNothingIsOut() {
        if (taken.get() == 0) {
            nothingOut.complete(null);
        }
    }

    /** A message that has been handed out. */
    record Out(Received received, byte[] body) {}
}
