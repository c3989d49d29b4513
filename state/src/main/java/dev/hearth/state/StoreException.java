package dev.hearth.state;

/**
 * The store cannot be reached or has failed. When a commit ends so, nobody knows whether it took
 * place: read again before deciding anything more.
 */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
