package dev.hearth.worker.logs;

/** How a phase ended, as platform log lines tell it. */
public sealed interface Outcome {
    /** As it should. */
    record Success() implements Outcome {}

    /** Over its time. */
    record Timeout() implements Outcome {}

    /**
     * @param type such as {@code Runtime.ExitError}
     */
    record Failed(String type) implements Outcome {}

    Outcome SUCCESS = new Success();
    Outcome TIMEOUT = new Timeout();

    static Outcome failed(String type) {
        return new Failed(type);
    }
}
