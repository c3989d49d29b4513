package dev.hearth.worker.logs;

import java.time.Instant;

/** How platform events look in a log. */
interface PlatformLines {
    /** The line, without its newline; empty when this format has none for the event. */
    String line(Instant time, PlatformEvent event);
}
