package dev.hearth.app.cli;

/** What a command says to the shell. */
final class ExitCodes {
    static final int OK = 0;

    /** The function ran and failed. */
    static final int FUNCTION_FAILED = 1;

    /** What was asked for cannot be done, or makes no sense. */
    static final int REFUSED = 2;

    /** A fault of Hearth's own. */
    static final int FAULT = 70;

    private ExitCodes() {}
}
