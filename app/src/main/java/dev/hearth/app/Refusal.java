package dev.hearth.app;

/**
 * Something asked for that cannot be done, in words for the person who asked: what is wrong, and
 * what to do about it.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String advice;

    /**
     * @param problem one sentence
     * @param advice what to do next; may have several lines
     */
    public Refusal(String problem, String advice) {
        super(problem);
        this.advice = advice;
    }

    public Refusal(String problem, String advice, Throwable cause) {
        super(problem, cause);
        this.advice = advice;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }

    public String advice() {
        return advice;
    }
}
