package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Cgroup;
import dev.hearth.worker.linux.Cgroups;
import dev.hearth.worker.linux.Errno;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.network.NetworkSlot;
import dev.hearth.worker.network.NetworkSlots;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sandboxes made ahead, waiting for their function. One background thread makes them, another
 * removes what closed ones leave.
 */
final class Places implements AutoCloseable {
    /** Leaves the kernel's locks on mounts and groups to the launch that has just taken one. */
    private static final Duration REFILL_DELAY = Duration.ofMillis(20);

    /** While others still wait, making one leaves the processors to the function's Init. */
    private static final Duration UNHURRIED_REFILL_DELAY = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Places.class);

    private final NetworkSlots networks;
    private final Cgroups cgroups;
    private final RootTemplate template;
    private final int spare;
    private final AtomicLong count = new AtomicLong();
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Place> ready = new ArrayDeque<>();
    private final ScheduledExecutorService maker = oneThread("hearth-sandboxes");
    private final ScheduledExecutorService remover = oneThread("hearth-sandbox-removal");

    Places(NetworkSlots networks, Cgroups cgroups, RootTemplate template, int spare) {
        this.networks = networks;
        this.cgroups = cgroups;
        this.template = template;
        this.spare = spare;
    }

    private static ScheduledExecutorService oneThread(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    /** One that waits, or a new one when none does. */
    Place take() throws IOException {
        Optional<Place> waiting = poll();
        if (!maker.isShutdown()) {
            Duration delay = anyReady() ? UNHURRIED_REFILL_DELAY : REFILL_DELAY;
            // Nobody waits for it, and it tells of its own failures.
            var _ = maker.schedule(this::refill, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
        return waiting.isPresent() ? waiting.get() : make();
    }

    private boolean anyReady() {
        lock.lock();
        try {
            return !ready.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Place> poll() {
        lock.lock();
        try {
            return Optional.ofNullable(ready.poll());
        } finally {
            lock.unlock();
        }
    }

    private Place make() throws IOException {
        NetworkSlot network = networks.take();
        try {
            String name = newName();
            Optional<Cgroup> cgroup = create(name);
            while (cgroup.isEmpty()) {
                name = newName();
                cgroup = create(name);
            }
            return new Place(
                    name, network, cgroup.get(), Launch.prepare(template, network, cgroup.get()));
        } catch (IOException e) {
            network.close();
            throw e;
        }
    }

    private String newName() {
        return Long.toString(count.incrementAndGet());
    }

    /** Empty when an earlier server left one of this name that has not been swept yet. */
    private Optional<Cgroup> create(String name) throws KernelException {
        names.add(name);
        try {
            return Optional.of(cgroups.create(name));
        } catch (KernelException e) {
            names.remove(name);
            if (e.is(Errno.EEXIST)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Whether this is the name of one of ours, and not of an earlier server's. */
    boolean made(String name) {
        return names.contains(name);
    }

    /** On the thread that makes sandboxes ahead. */
    void later(Runnable task) {
        maker.execute(task);
    }

    private void refill() {
        try {
            while (wanted()) {
                Place place = make();
                lock.lock();
                try {
                    ready.add(place);
                } finally {
                    lock.unlock();
                }
            }
        } catch (IOException | RuntimeException e) {
            // Whoever needs one next makes it, and gets the reason.
            LOG.warn("No sandbox can be made ahead of need: {}", e.getMessage());
        }
    }

    private boolean wanted() {
        lock.lock();
        try {
            return ready.size() < spare;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing runs in it any more; what is slow happens later, on another thread. */
    void giveUp(Place place) {
        place.launch().abandon();
        remover.execute(() -> remove(place));
    }

    private void remove(Place place) {
        place.network().close();
        try {
            place.cgroup().close();
            names.remove(place.name());
        } catch (KernelException e) {
            LOG.warn("The control group of sandbox {} stays: {}", place.name(), e.getMessage());
        }
    }

    /** No more are made ahead, and whatever was being made is done. */
    void stopMaking() {
        maker.close();
    }

    @Override
    public void close() {
        stopMaking();
        for (Optional<Place> place = poll(); place.isPresent(); place = poll()) {
            giveUp(place.get());
        }
        remover.close();
        try {
            cgroups.removeFolder();
        } catch (KernelException e) {
            LOG.warn("The server's folder of control groups stays: {}", e.getMessage());
        }
    }
}
