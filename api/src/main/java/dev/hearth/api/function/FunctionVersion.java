package dev.hearth.api.function;

/** One version of a function: {@code $LATEST} or a published number. */
public record FunctionVersion(FunctionId function, String version) {
    public static final String LATEST = "$LATEST";

    public String arn() {
        return function.arn(version);
    }
}
