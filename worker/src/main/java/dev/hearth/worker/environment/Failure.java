package dev.hearth.worker.environment;

import dev.hearth.worker.logs.Outcome;
import dev.hearth.worker.runtimeapi.ErrorTypes;
import dev.hearth.worker.runtimeapi.RuntimeAnswer;
import dev.hearth.worker.sandbox.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Why an Init or an invoke failed, in AWS's words.
 *
 * @param type such as {@code Runtime.ExitError}
 * @param message what follows {@code Error: }; empty when the runtime has reported the error itself
 * @param reported what the runtime reported, empty otherwise
 */
record Failure(String type, String message, byte[] reported, String contentType) {
    private static final byte[] NOTHING = {};
    private static final String JSON = "application/json";

    static Failure exited(ExitStatus status) {
        String message =
                switch (status) {
                    case ExitStatus.Exited(int code) when code == 0 ->
                            "Runtime exited without providing a reason";
                    case ExitStatus.Exited(int code) ->
                            "Runtime exited with error: exit status " + code;
                    case ExitStatus.Signaled(int signal) ->
                            "Runtime exited with error: signal: " + SignalNames.of(signal);
                };
        return new Failure(ErrorTypes.RUNTIME_EXIT, message, NOTHING, JSON);
    }

    static Failure timedOut(Duration timeout) {
        return new Failure(
                ErrorTypes.TIMED_OUT,
                "Task timed out after %d.%02d seconds"
                        .formatted(timeout.toSeconds(), timeout.toMillisPart() / 10),
                NOTHING,
                JSON);
    }

    static Failure entrypoint(String message) {
        return new Failure(ErrorTypes.INVALID_ENTRYPOINT, message, NOTHING, JSON);
    }

    static Failure reported(RuntimeAnswer error) {
        return new Failure(
                error.errorType().orElse(ErrorTypes.RUNTIME_UNKNOWN),
                "",
                error.payload(),
                error.contentType());
    }

    boolean timeout() {
        return type.equals(ErrorTypes.TIMED_OUT);
    }

    Outcome outcome() {
        return timeout() ? Outcome.TIMEOUT : Outcome.failed(type);
    }

    /** What the invoker gets. */
    RuntimeAnswer answer(String requestId) {
        if (message.isEmpty()) {
            return new RuntimeAnswer(reported, contentType, Optional.of(type));
        }
        String json =
                "{\"errorType\":\""
                        + type
                        + "\",\"errorMessage\":\"RequestId: "
                        + requestId
                        + " Error: "
                        + escaped(message)
                        + "\"}";
        return new RuntimeAnswer(json.getBytes(StandardCharsets.UTF_8), JSON, Optional.of(type));
    }

    /** A message may quote the kernel or a file's name. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                safe.append('\\').append(c);
            } else {
                safe.append(c < ' ' ? ' ' : c);
            }
        }
        return safe.toString();
    }
}
