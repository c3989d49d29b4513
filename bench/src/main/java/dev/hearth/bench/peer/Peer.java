package dev.hearth.bench.peer;

import dev.hearth.bench.load.Target;

/** One system under load: a server that answers an echo function's invokes. */
public interface Peer extends AutoCloseable {
    /** Short, for tables and plots. */
    String name();

    /** What it is and in which version, in a sentence. */
    String about();

    /** The invoke to send; answered with the same JSON as was sent. */
    Target target();

    @Override
    void close();
}
