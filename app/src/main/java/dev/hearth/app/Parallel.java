package dev.hearth.app;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A part that is being made on a thread of its own. */
final class Parallel<T> {
    private final FutureTask<T> making;

    private Parallel(FutureTask<T> making) {
        this.making = making;
    }

    /** How a part is made. */
    @FunctionalInterface
    interface Making<T> {
        T make() throws IOException;
    }

    /** A platform thread: what the kernel counts by thread is made on it. */
    static <T> Parallel<T> of(String what, Making<T> making) {
        FutureTask<T> task = new FutureTask<>(making::make);
        Thread.ofPlatform().daemon().name("start-" + what).start(task);
        return new Parallel<>(task);
    }

    T await() throws IOException {
        try {
            return making.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
