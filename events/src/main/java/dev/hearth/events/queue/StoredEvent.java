package dev.hearth.events.queue;

/**
 * An event as it was read.
 *
 * @param unknown fields a newer version wrote, as they were: written again with the event
 */
record StoredEvent(QueuedEvent event, byte[] unknown) {
    private static final byte[] NOTHING = new byte[0];

    static StoredEvent of(QueuedEvent event) {
        return new StoredEvent(event, NOTHING);
    }

    StoredEvent with(QueuedEvent changed) {
        return new StoredEvent(changed, unknown);
    }
}
