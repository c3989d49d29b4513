package dev.hearth.worker.runtimeapi;

import java.util.Optional;
import java.util.regex.Pattern;

/** The error types AWS tells apart. Values from its runtime interface emulator. */
public final class ErrorTypes {
    public static final String RUNTIME_UNKNOWN = "Runtime.Unknown";
    public static final String FUNCTION_UNKNOWN = "Function.Unknown";
    public static final String RUNTIME_EXIT = "Runtime.ExitError";
    public static final String INVALID_ENTRYPOINT = "Runtime.InvalidEntrypoint";
    public static final String RESPONSE_TOO_LARGE = "Function.ResponseSizeTooLarge";
    public static final String TRUNCATED_RESPONSE = "Runtime.TruncatedResponse";
    public static final String TIMED_OUT = "Sandbox.Timedout";

    private static final int MAX_LENGTH = 256;
    private static final Pattern KNOWN_FORM =
            Pattern.compile("(Runtime|Function)\\.[A-Z][a-zA-Z]+");

    private ErrorTypes() {}

    /** What a runtime claims, made safe for logs and metrics. */
    static String sanitised(Optional<String> claimed) {
        String type = claimed.orElse("");
        if (type.length() <= MAX_LENGTH && KNOWN_FORM.matcher(type).matches()) {
            return type;
        }
        return type.startsWith("Function.") ? FUNCTION_UNKNOWN : RUNTIME_UNKNOWN;
    }
}
