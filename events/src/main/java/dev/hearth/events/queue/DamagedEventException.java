package dev.hearth.events.queue;

/** Bytes that are not an event, or no longer the one that was written. */
final class DamagedEventException extends Exception {
    private static final long serialVersionUID = 1L;

    DamagedEventException(String message) {
        super(message);
    }
}
