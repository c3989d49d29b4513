package dev.hearth.worker.sandbox;

/** How a process ended, told as AWS tells it in {@code Runtime.ExitError}. */
public sealed interface ExitStatus {
    /** It returned. */
    record Exited(int code) implements ExitStatus {}

    /** A signal ended it. */
    record Signaled(int signal) implements ExitStatus {}
}
