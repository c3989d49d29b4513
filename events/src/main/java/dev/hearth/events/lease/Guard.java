package dev.hearth.events.lease;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One task at a time; a task may run another inside it. */
final class Guard {
    private final ReentrantLock lock = new ReentrantLock();

    void run(Runnable task) {
        lock.lock();
        try {
            task.run();
        } finally {
            lock.unlock();
        }
    }

    <T> T get(Supplier<T> task) {
        lock.lock();
        try {
            return task.get();
        } finally {
            lock.unlock();
        }
    }
}
