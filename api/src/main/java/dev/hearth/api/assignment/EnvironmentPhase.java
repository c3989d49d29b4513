package dev.hearth.api.assignment;

/** Where an environment is in its life, as assignment sees it. */
public enum EnvironmentPhase {
    /** Being made; the function's code is not ready. */
    STARTING,
    /** Ready for an invoke. */
    IDLE,
    /** Serving an invoke whose answer is still out. */
    BUSY,
    /** Its invoke is answered, its runtime has not asked for the next one. */
    SETTLING,
    /** Told to stop. */
    STOPPING
}
