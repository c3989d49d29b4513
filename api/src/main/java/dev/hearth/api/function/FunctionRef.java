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
    private static final String REGION = "(?:eusc-)?[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\\d";

    private static final Pattern FORM =
            Pattern.compile(
                    "(?:(?:arn:aws[a-zA-Z-]*:lambda:(?<region>"
                            + REGION
                            + "):)?(?<account>\\d{12}):(?:function:)?|function:)?"
                            + "(?<name>[a-zA-Z0-9-_.]+)(?::(?<qualifier>\\$LATEST(?:\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");

    private static final Pattern QUALIFIER =
            Pattern.compile("\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+");

    /** The API model's own pattern, as AWS prints it. */
    private static final String MODEL_PATTERN =
            "(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?"
                    + "([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

    private static final int MAX_LENGTH = 170;
    private static final int MAX_QUALIFIER_LENGTH = 128;

    /**
     * @param qualifier the separate {@code Qualifier} parameter, when there was one
     * @throws ApiException {@code ValidationException} when the text is no function name or the
     *     qualifier none; {@code InvalidParameterValueException} when the two disagree
     */
    public static FunctionRef parse(String text, Optional<String> qualifier) {
        checkQualifier(qualifier);
        if (isPlainName(text)) {
            return new FunctionRef(Optional.empty(), Optional.empty(), text, qualifier);
        }
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw violation(
                    text,
                    "functionName",
                    "Member must satisfy regular expression pattern: " + MODEL_PATTERN);
        }
        if (text.length() > MAX_LENGTH) {
            throw violation(
                    text,
                    "functionName",
                    "Member must have length less than or equal to " + MAX_LENGTH);
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

    private static void checkQualifier(Optional<String> qualifier) {
        if (qualifier.isEmpty()) {
            return;
        }
        String text = qualifier.get();
        if (text.length() > MAX_QUALIFIER_LENGTH) {
            throw violation(
                    text,
                    "qualifier",
                    "Member must have length less than or equal to " + MAX_QUALIFIER_LENGTH);
        }
        if (!QUALIFIER.matcher(text).matches()) {
            throw violation(
                    text,
                    "qualifier",
                    "Member must satisfy regular expression pattern: " + QUALIFIER.pattern());
        }
    }

    private static ApiException violation(String value, String member, String constraint) {
        return new ApiException(
                ErrorCode.VALIDATION,
                "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s"
                        .formatted(value, member, constraint));
    }

    /**
     * Nearly every invoke comes with one, and a pattern costs more than all else in resolving it.
     */
    private static boolean isPlainName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_LENGTH;
    }
}
