package dev.hearth.events.broker;

import dev.hearth.foundation.actor.Failures;

/** The broker did not do what it was asked: it is gone, full, or cannot start. */
public sealed class BrokerException extends RuntimeException permits DamagedJournalException {
    private static final long serialVersionUID = 1L;

    public BrokerException(String message, Throwable cause) {
        super(message, cause);
    }

    public BrokerException(String message) {
        super(message);
    }

    /** What made something fail, when it may be wrapped, or be a fault of ours. */
    public static BrokerException of(Throwable failure) {
        Throwable cause = Failures.cause(failure);
        return cause instanceof BrokerException known
                ? known
                : new BrokerException("a fault in the event queue: " + cause, cause);
    }
}
