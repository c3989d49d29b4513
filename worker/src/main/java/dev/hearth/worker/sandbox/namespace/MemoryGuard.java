package dev.hearth.worker.sandbox.namespace;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds sandboxes to their memory where the kernel cannot: it charges {@code /tmp} to the same
 * account, so its own limit is that of both together. One thread looks at every sandbox that is not
 * frozen, often, and sleeps while there is none. It also ends what is left of a sandbox in which
 * the kernel has killed for want of memory.
 */
final class MemoryGuard implements AutoCloseable {
    /** How far over its limit a function can get is a matter of this and of how fast it is. */
    static final Duration INTERVAL = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(MemoryGuard.class);

    private final Set<NamespaceSandbox> watched = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Thread thread;
    private boolean closed;

    MemoryGuard() {
        thread = Thread.ofPlatform().daemon().name("hearth-memory-guard").unstarted(this::run);
    }

    MemoryGuard start() {
        thread.start();
        return this;
    }

    /** Until {@link #forget}. */
    void watch(NamespaceSandbox sandbox) {
        if (watched.add(sandbox)) {
            lock.lock();
            try {
                work.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    void forget(NamespaceSandbox sandbox) {
        watched.remove(sandbox);
    }

    private void run() {
        while (pause()) {
            watched.forEach(this::check);
        }
    }

    /** One sandbox's trouble must not leave all others unguarded. */
    private void check(NamespaceSandbox sandbox) {
        try {
            sandbox.checkMemory();
        } catch (RuntimeException e) {
            forget(sandbox);
            LOG.error("The memory of a sandbox can't be watched any more", e);
        }
    }

    /** Whether to go on. */
    private boolean pause() {
        lock.lock();
        try {
            while (watched.isEmpty() && !closed) {
                work.await();
            }
            long left = closed ? 0 : INTERVAL.toNanos();
            while (left > 0 && !closed) {
                left = work.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }
}
