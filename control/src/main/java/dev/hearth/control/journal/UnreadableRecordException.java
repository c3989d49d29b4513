package dev.hearth.control.journal;

import org.jspecify.annotations.Nullable;

/** A stored record that this Hearth cannot read; the catalogue would not be whole without it. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRecordException(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
