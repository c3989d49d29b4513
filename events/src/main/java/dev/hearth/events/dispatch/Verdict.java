package dev.hearth.events.dispatch;

import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.events.queue.Untold.Condition;

/** What becomes of an event. */
sealed interface Verdict {
    /** It is to be tried now. */
    record Attempt() implements Verdict {}

    /** It is to be tried again when due. */
    record Again(QueuedEvent event) implements Verdict {}

    /** It is over, and whoever asked for it is told. */
    record Ended(QueuedEvent event, Condition condition) implements Verdict {}

    /** It is over, and there is nobody left who could have asked to be told. */
    record Gone() implements Verdict {}
}
