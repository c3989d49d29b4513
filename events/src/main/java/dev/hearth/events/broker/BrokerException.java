package dev.hearth.events.broker;

/** The broker did not do what it was asked: it is gone, full, or cannot start. */
public sealed class BrokerException extends RuntimeException permits DamagedJournalException {
    private static final long serialVersionUID = 1L;

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }

    public BrokerException(String message) {
        super(message);
    }
}
