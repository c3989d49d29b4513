package dev.hearth.worker.environment;

import java.util.function.Consumer;

/** Where an environment is in its life. */
sealed interface Phase {
    /** Its sandbox is being made. */
    record Preparing() implements Phase {}

    /** The first run of the runtime and the function's own initialisation. */
    record Init() implements Phase {}

    /**
     * Waiting for an invoke.
     *
     * @param warm whether a runtime waits for an event; if not, the next invoke starts one
     */
    record Idle(boolean warm) implements Phase {}

    /** An invoke that begins with a start of the runtime, within the function's timeout. */
    record Restart(Invocation invocation) implements Phase {}

    /** An invoke whose answer is not known yet. */
    record Invoke(Invocation invocation) implements Phase {}

    /** The answer is known, the runtime has not asked for its next event. */
    record Settling(Invocation invocation) implements Phase {}

    /**
     * All processes are being ended; {@code /tmp} stays.
     *
     * @param then told, once they are gone, whether the environment can serve again
     */
    record Reset(Consumer<Boolean> then) implements Phase {}

    /** Told to stop: nothing begins any more. */
    record Shutdown() implements Phase {}
}
