package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.linux.Cgroup;
import dev.hearth.worker.linux.Cgroups;
import dev.hearth.worker.linux.KernelException;
import dev.hearth.worker.network.NetworkSlot;
import dev.hearth.worker.network.NetworkSlots;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sandboxes made ahead, waiting for their function. One background thread makes them, and removes
 * what closed ones leave.
 */
final class Places implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Places.class);

    private final NetworkSlots networks;
    private final Cgroups cgroups;
    private final RootTemplate template;
    private final int spare;
    private final AtomicLong names = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Place> ready = new ArrayDeque<>();
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("hearth-sandboxes").factory());

    Places(NetworkSlots networks, Cgroups cgroups, RootTemplate template, int spare) {
        this.networks = networks;
        this.cgroups = cgroups;
        this.template = template;
        this.spare = spare;
    }

    /** One that waits, or a new one when none does. */
    Place take() throws IOException {
        Optional<Place> waiting = poll();
        background.execute(this::refill);
        return waiting.isPresent() ? waiting.get() : make();
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
        String name = Long.toString(names.incrementAndGet());
        NetworkSlot network = networks.take();
        try {
            Cgroup cgroup = cgroups.create(name);
            return new Place(name, network, cgroup, Launch.prepare(template, network));
        } catch (IOException e) {
            network.close();
            throw e;
        }
    }

    void refill() {
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
        } catch (IOException e) {
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

    /** Nothing runs in it any more; what is slow happens later, on the background thread. */
    void giveUp(Place place) {
        place.launch().abandon();
        background.execute(() -> remove(place));
    }

    private static void remove(Place place) {
        place.network().close();
        try {
            place.cgroup().close();
        } catch (KernelException e) {
            LOG.warn("The control group of sandbox {} stays: {}", place.name(), e.getMessage());
        }
    }

    @Override
    public void close() {
        for (Optional<Place> place = poll(); place.isPresent(); place = poll()) {
            giveUp(place.get());
        }
        background.close();
    }
}
