package dev.hearth.worker.network;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps some slots ready, made by platform threads of its own; whoever finds none ready waits for
 * the next one made. Safe for use by many threads, virtual ones too.
 */
final class SlotPool implements AutoCloseable {
    /**
     * How long the makers let a start in peace before they replace what it took: making a slot
     * beside it would slow it.
     */
    static final Duration REFILL_DELAY = Duration.ofMillis(20);

    static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

    /** More gain nothing: the kernel makes links one at a time. */
    static final int MAKERS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(SlotPool.class);

    /** Makes one slot, on a platform thread. */
    @FunctionalInterface
    interface Maker {
        NetworkSlot make() throws IOException;
    }

    private final String name;
    private final int target;
    private final Maker maker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition needed = lock.newCondition();
    private final Condition arrived = lock.newCondition();
    private final Deque<NetworkSlot> ready = new ArrayDeque<>();
    private final Deque<Exception> failures = new ArrayDeque<>();
    private final List<Thread> threads = new ArrayList<>();
    private int waiting;
    private int making;
    private boolean resting;
    private boolean closed;

    /**
     * @param target how many to keep ready
     */
    SlotPool(String name, int target, Maker maker) {
        this.name = name;
        this.target = target;
        this.maker = maker;
    }

    void start() {
        for (int i = 0; i < MAKERS; i++) {
            threads.add(Thread.ofPlatform().daemon().name(name + "-" + i).start(this::makeForEver));
        }
    }

    NetworkSlot take() throws IOException {
        lock.lock();
        try {
            resting = !ready.isEmpty();
            waiting++;
            needed.signalAll();
            boolean waited = ready.isEmpty();
            while (ready.isEmpty() && failures.isEmpty() && !closed) {
                arrived.await();
            }
            NetworkSlot slot = first();
            if (waited) {
                // Makers that counted it as ready have gone to sleep since.
                resting = true;
                needed.signalAll();
            }
            return slot;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a sandbox's network", e);
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    private NetworkSlot first() throws IOException {
        NetworkSlot slot = ready.poll();
        if (slot != null) {
            return slot;
        }
        if (closed) {
            throw new IOException("the worker is closing");
        }
        throw new IOException("no network for a sandbox", failures.poll());
    }

    int ready() {
        lock.lock();
        try {
            return ready.size();
        } finally {
            lock.unlock();
        }
    }

    private void makeForEver() {
        while (awaitNeed()) {
            try {
                made(maker.make());
            } catch (IOException | RuntimeException e) {
                failed(e);
            }
        }
    }

    /** Waits until one more slot is wanted; false when none ever will be. */
    private boolean awaitNeed() {
        lock.lock();
        try {
            while (!closed) {
                int coming = ready.size() + making;
                if (coming < waiting || (coming < target && !resting)) {
                    making++;
                    return true;
                }
                if (coming < target) {
                    resting = needed.awaitNanos(REFILL_DELAY.toNanos()) > 0;
                } else {
                    needed.await();
                }
            }
            return false;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void made(NetworkSlot slot) {
        lock.lock();
        try {
            making--;
            failures.clear();
            ready.add(slot);
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void failed(Exception reason) {
        lock.lock();
        try {
            making--;
            if (waiting > 0) {
                failures.add(reason);
                arrived.signal();
                return;
            }
            LOG.warn("No network can be made ahead of need: {}", reason.getMessage());
            long left = PAUSE_AFTER_FAILURE.toNanos();
            while (left > 0 && waiting == 0 && !closed) {
                left = needed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses who waits, waits for what is being made, closes what is ready. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            needed.signalAll();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        threads.forEach(SlotPool::join);
        for (NetworkSlot slot = poll(); slot != null; slot = poll()) {
            slot.close();
        }
    }

    private @Nullable NetworkSlot poll() {
        lock.lock();
        try {
            return ready.poll();
        } finally {
            lock.unlock();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
