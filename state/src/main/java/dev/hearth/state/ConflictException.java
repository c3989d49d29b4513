package dev.hearth.state;

/** The store was not as a commit expected; nothing has changed. */
public final class ConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Change change;

    public ConflictException(Change change, Throwable cause) {
        super("The record " + change.path() + " has changed meanwhile.", cause);
        this.change = change;
    }

    /** The first part of the commit that did not fit. */
    public Change change() {
        return change;
    }
}
