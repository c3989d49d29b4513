package dev.hearth.events.mapping;

/** Hears how a reading goes. Does not block. */
public interface ReadingReport {
    String OK = "OK";
    String NO_RECORDS = "No records processed";
    String CALL_FAILED = "PROBLEM: Function call failed";
    String INTERNAL_ERROR = "PROBLEM: internal error";

    /** The source was reached, or not: see the result. */
    void begun();

    /**
     * @param words for {@code LastProcessingResult}
     */
    void result(String words);
}
