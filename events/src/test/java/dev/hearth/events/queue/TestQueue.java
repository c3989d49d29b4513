package dev.hearth.events.queue;

import dev.hearth.events.broker.Broker;
import dev.hearth.events.broker.EmbeddedBroker;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real queue in a folder, and what it has handed out. */
final class TestQueue implements AutoCloseable {
    final DurableEventQueue queue;
    final BlockingQueue<Taken> taken = new LinkedBlockingQueue<>();

    TestQueue(Path folder, Clock clock, Timers timers) {
        this(new EmbeddedBroker(folder.resolve("queue")), folder, clock, timers);
    }

    TestQueue(Broker broker, Path folder, Clock clock, Timers timers) {
        queue = new DurableEventQueue(broker, new DiskRoom(folder, Clock.system()), clock, timers);
        queue.start();
    }

    void add(QueuedEvent event) throws Exception {
        queue.add(event).get(20, TimeUnit.SECONDS);
    }

    void deliver() {
        queue.deliverTo(taken::add);
    }

    Taken take() throws InterruptedException {
        Taken next = taken.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    List<Taken> take(int count) throws InterruptedException {
        List<Taken> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(take());
        }
        return all;
    }

    boolean staysEmpty() throws InterruptedException {
        return taken.poll(300, TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public void close() {
        queue.close();
    }
}
