package dev.hearth.foundation.http;

/** Where a connection is in the life of one request. */
enum Phase {
    /** Between requests, or in the middle of a head. */
    WAITING,
    /** A body is arriving. */
    READING,
    /** A body that is too large is arriving, and dropped. */
    DROPPING,
    /** A handler has the exchange. */
    HANDLING,
    /** The answer waits for the client to take it. */
    SENDING,
    /** All is said; what still comes is dropped. */
    CLOSING;

    /** Whether what comes in is taken now; else it waits until the request at hand is done with. */
    boolean takesParts() {
        return this != HANDLING && this != SENDING;
    }

    boolean bodyArrives() {
        return this == READING || this == DROPPING;
    }
}
