package dev.hearth.worker.network;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Things opened one after the other, closed the other way round, each whatever the others do. */
final class Acquired implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Acquired.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T thing) {
        opened.push(thing);
        return thing;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable last = opened.pop();
            try {
                last.close();
            } catch (Exception e) {
                LOG.warn("{} was not wholly removed", last.getClass().getSimpleName(), e);
            }
        }
    }
}
