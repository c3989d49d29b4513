package dev.hearth.api.function;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A function as a caller names it: {@code name}, {@code name:qualifier}, {@code
 * 123456789012:function:name[:qualifier]} or a full ARN.
 *
 * @param account the account named, when one was
 * @param region the Region named, when one was
 * @param qualifier a version, {@code $LATEST} or an alias, when one was named
 */
public record FunctionRef(
        Optional<String> account,
        Optional<String> region,
        String name,
        Optional<String> qualifier) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(?:arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):)?(?<account>\\d{12}):(?:function:)?|function:)?"
                            + "(?<name>[a-zA-Z0-9-_]+)(?::(?<qualifier>\\$LATEST(?:\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");

    private static final int MAX_LENGTH = 170;

    /**
     * @param qualifier the separate {@code Qualifier} parameter, when there was one
     * @throws ApiException {@code InvalidParameterValueException} when the two disagree or the text
     *     is no function name
     */
    public static FunctionRef parse(String text, Optional<String> qualifier) {
        Matcher m = FORM.matcher(text);
        if (text.length() > MAX_LENGTH || !m.matches()) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint: Member must satisfy"
                                    .formatted(text)
                            + " regular expression pattern:"
                            + " (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
                            + "([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
        }
        Optional<String> inline = Optional.ofNullable(m.group("qualifier"));
        if (inline.isPresent() && qualifier.isPresent() && !inline.equals(qualifier)) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        return new FunctionRef(
                Optional.ofNullable(m.group("account")),
                Optional.ofNullable(m.group("region")),
                m.group("name"),
                inline.isPresent() ? inline : qualifier);
    }
}
