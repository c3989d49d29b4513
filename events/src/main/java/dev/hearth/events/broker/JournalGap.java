package dev.hearth.events.broker;

/**
 * Bytes of a journal file that are no record, though the file goes on behind them or a record
 * begins there.
 *
 * @param file its name, without the folder
 * @param use the id of the file's present use
 * @param to where records go on; the file's size when none does
 * @param certain whether no crash can have left it: what is there was changed after it was written
 */
record JournalGap(String file, long use, int from, int to, boolean certain) {
    /** What the broker writes over the rest of a cut write may leave some of it at the end. */
    boolean isWithin(JournalGap other) {
        return file.equals(other.file) && use == other.use && from >= other.from && to <= other.to;
    }
}
