package dev.hearth.events.broker;

import java.nio.file.Path;

/** What the embedded broker has stored was changed: started, it would pass over events silently. */
public final class DamagedJournalException extends BrokerException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    private DamagedJournalException(String message, String advice) {
        super(message + "\n" + advice);
        this.advice = advice;
    }

    static DamagedJournalException gap(Path file, JournalGap gap) {
        return new DamagedJournalException(
                "The queue of events is damaged: in "
                        + file
                        + " bytes "
                        + gap.from()
                        + " to "
                        + gap.to()
                        + " are no records, though what is around them is.",
                advice(file));
    }

    static DamagedJournalException header(Path file) {
        return new DamagedJournalException(
                "The queue of events is damaged: "
                        + file
                        + " begins with no header (bytes 0 to 16).",
                advice(file));
    }

    static DamagedJournalException twice(Path file, Path other) {
        return new DamagedJournalException(
                "The queue of events is damaged: "
                        + file
                        + " and "
                        + other
                        + " say in their headers (bytes 8 to 16) that they are the same file.",
                advice(file));
    }

    private static String advice(Path file) {
        Path queue = file.resolveSibling("..").normalize();
        boolean events = file.toString().endsWith(BrokerConfiguration.JOURNAL_SUFFIX);
        return "Nothing was changed. Restore "
                + queue
                + " from a backup, whole, or "
                + (events
                        ? "move that one file somewhere else and start again: the events whose"
                                + " records are in it are lost then, and some that were done may"
                                + " come again."
                        : "move that whole folder somewhere else and start again: all queued"
                                + " events are lost then.");
    }

    /** What to do, without what is wrong. */
    public String advice() {
        return advice;
    }

    /** What is wrong, in a sentence. */
    public String problem() {
        String message = String.valueOf(getMessage());
        return message.substring(0, message.length() - advice.length() - 1);
    }
}
