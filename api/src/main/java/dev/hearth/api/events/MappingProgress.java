package dev.hearth.api.events;

/** Hears how event source mappings are doing. Does not block. */
public interface MappingProgress {
    /** What was asked for with this generation is in effect: it polls, or has stopped polling. */
    void settled(String uuid, long generation);

    /** A mapping that was removed polls no more. */
    void stopped(String uuid);

    /**
     * @param words the value of {@code LastProcessingResult}: {@code OK}, {@code No records
     *     processed}, or what is wrong, as AWS says it
     */
    void result(String uuid, String words);
}
