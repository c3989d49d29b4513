package dev.hearth.state.blob;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The disk has no room for another blob; nothing of it is left. */
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    NoRoomException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
