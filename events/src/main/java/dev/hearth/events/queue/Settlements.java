package dev.hearth.events.queue;

import dev.hearth.events.broker.BrokerException;
import dev.hearth.events.broker.Outgoing;
import dev.hearth.events.broker.Received;
import dev.hearth.events.broker.Receiver;
import dev.hearth.events.broker.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Settles events, those that come together in one transaction: while one is being written, the next
 * gathers.
 */
final class Settlements {
    private static final int MOST_AT_ONCE = 500;

    private final Transactions transactions;
    private final Consumer<BrokerException> onFailure;
    // Bounded by what is out: each lane hands out only so many.
    private final BlockingQueue<Settlement> waiting = new LinkedBlockingQueue<>();
    private volatile boolean over;

    Settlements(Transactions transactions, Consumer<BrokerException> onFailure) {
        this.transactions = transactions;
        this.onFailure = onFailure;
    }

    Thread start() {
        return Thread.ofVirtual().name("hearth-settlements").start(this::run);
    }

    CompletableFuture<Void> settle(Receiver from, Received received, Optional<Outgoing> instead) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        waiting.add(new Settlement(from, received, instead, durable));
        if (over) {
            failWaiting(new BrokerException("the connection to the event queue is gone"));
        }
        return durable;
    }

    private void run() {
        try {
            while (true) {
                List<Settlement> batch = new ArrayList<>();
                batch.add(waiting.take());
                waiting.drainTo(batch, MOST_AT_ONCE - 1);
                settle(batch);
            }
        } catch (InterruptedException e) {
            end(new BrokerException("the event queue is closing"));
        } catch (RuntimeException | Error e) {
            BrokerException reason = BrokerException.of(e);
            end(reason);
            onFailure.accept(reason);
        }
    }

    /** Gives back what a receiver has taken and nobody settled. Blocks while others settle. */
    void close(Receiver receiver) {
        transactions.close(receiver);
    }

    private void settle(List<Settlement> waited) {
        List<Settlement> batch = new ArrayList<>(waited);
        try {
            // No receiver may be closed in between: to acknowledge what is out no more undoes all.
            synchronized (transactions) {
                batch.removeIf(settlement -> settlement.from().isClosed());
                transactions.commit(
                        batch.stream().map(Settlement::received).toList(),
                        batch.stream().flatMap(s -> s.instead().stream()).toList());
            }
        } catch (RuntimeException | Error e) {
            BrokerException reason = BrokerException.of(e);
            waited.forEach(settlement -> settlement.durable().completeExceptionally(reason));
            throw reason;
        }
        batch.forEach(settlement -> settlement.durable().complete(null));
        if (batch.size() < waited.size()) {
            failRest(waited);
        }
    }

    private static void failRest(List<Settlement> settlements) {
        BrokerException reason =
                new BrokerException("its lane is another process's now, and it comes again there");
        settlements.forEach(settlement -> settlement.durable().completeExceptionally(reason));
    }

    private void end(BrokerException reason) {
        over = true;
        failWaiting(reason);
    }

    private void failWaiting(BrokerException reason) {
        for (Settlement left = waiting.poll(); left != null; left = waiting.poll()) {
            left.durable().completeExceptionally(reason);
        }
    }
}
