package dev.hearth.worker.runtimeapi;

/** The environment, as its Runtime API calls it; always in the environment's mailbox. */
public interface RuntimeListener {
    /** The runtime waits for an event: the last invocation, or Init, is over. */
    void ready();

    /** The runtime has answered the current invocation; it is told so after this returns. */
    void answered(RuntimeAnswer answer);

    /** The runtime says that it could not start. */
    void initFailed(RuntimeAnswer error);
}
