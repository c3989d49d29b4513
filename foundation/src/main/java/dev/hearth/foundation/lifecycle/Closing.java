package dev.hearth.foundation.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is open, to be closed in the opposite order. One that fails to close holds up no other. */
public final class Closing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<Step> steps = new ArrayDeque<>();
    private boolean closed;

    private record Step(String what, AutoCloseable part) {}

    /** A part that comes when all is closed already, as one made in parallel may, is closed too. */
    public synchronized <T extends AutoCloseable> T add(String what, T part) {
        steps.push(new Step(what, part));
        if (closed) {
            close();
        }
        return part;
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!steps.isEmpty()) {
            Step step = steps.pop();
            try {
                step.part().close();
            } catch (Exception | Error e) {
                LOG.warn("Closing {} failed.", step.what(), e);
            }
        }
    }
}
