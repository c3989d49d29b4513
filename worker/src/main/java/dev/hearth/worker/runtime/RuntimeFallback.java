package dev.hearth.worker.runtime;

/** What to do when the host lacks exactly the version a function asks for. */
public enum RuntimeFallback {
    /** Refuse, in words. */
    NONE,
    /** Run it on the nearest version there is, a newer one if two are as near. */
    NEAREST
}
