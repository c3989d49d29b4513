package dev.hearth.events.dispatch;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What is being told or settled, so that a server that stops can let it end. */
final class UnderWay {
    /** One more than there are, until somebody waits. */
    private final AtomicInteger count = new AtomicInteger(1);

    private final CompletableFuture<Void> none = new CompletableFuture<>();

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        if (count.decrementAndGet() == 0) {
            none.complete(null);
        }
    }

    /** Blocks until there is nothing, or for so long. Once. */
    void await(Duration limit) {
        end();
        none.copy().completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
