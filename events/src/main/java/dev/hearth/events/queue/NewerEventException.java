package dev.hearth.events.queue;

/** An event as a newer Hearth writes it, which this one must not touch. */
final class NewerEventException extends Exception {
    private static final long serialVersionUID = 1L;

    NewerEventException(String message) {
        super(message);
    }
}
