package dev.hearth.aws.json;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import tools.jackson.core.JsonToken;

/**
 * What AWS's front door says of a value whose type is not the model's. It names types, not members;
 * the wordings for strings, numbers, lists and structures are those observed from AWS, those for
 * the other types follow them.
 */
final class Mismatch {
    private static final String LIST = "Start of list found where not expected";
    private static final String STRUCTURE = "Start of structure or map found where not expected.";

    private Mismatch() {}

    static ApiException of(JsonToken found, MarshallingKnownType wanted) {
        return switch (found) {
            case START_ARRAY -> exception(LIST);
            case START_OBJECT -> exception(STRUCTURE);
            default ->
                    switch (wanted) {
                        case LIST -> exception("Expected list or null");
                        case MAP -> exception("Expected map or null");
                        case SDK_POJO -> exception("Expected null");
                        default -> scalar(name(found), wanted);
                    };
        };
    }

    /** A path label, query parameter or header that is not of the model's type. */
    static ApiException ofText(MarshallingKnownType wanted) {
        return scalar("STRING_VALUE", wanted);
    }

    /** AWS's lists and maps hold no nulls unless the model calls them sparse; Lambda's never do. */
    static ApiException ofNullElement() {
        return exception("Null value found where not expected");
    }

    static ApiException ofBase64() {
        return exception("STRING_VALUE can not be converted to a Blob: Invalid Base64");
    }

    static ApiException ofDocument(String why) {
        return exception("Could not parse request body into json: " + why);
    }

    private static ApiException scalar(String found, MarshallingKnownType wanted) {
        return exception(found + " can not be converted to " + name(wanted));
    }

    private static String name(JsonToken found) {
        return switch (found) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE";
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            default -> "STRING_VALUE";
        };
    }

    private static String name(MarshallingKnownType wanted) {
        return switch (wanted) {
            case INTEGER -> "an Integer";
            case SHORT -> "a Short";
            case BYTE -> "a Byte";
            case LONG -> "a Long";
            case FLOAT -> "a Float";
            case DOUBLE -> "a Double";
            case BIG_DECIMAL -> "a BigDecimal";
            case BOOLEAN -> "a Boolean";
            case INSTANT -> "a Timestamp";
            case SDK_BYTES -> "a Blob";
            default -> "a String";
        };
    }

    private static ApiException exception(String message) {
        return new ApiException(ErrorCode.SERIALIZATION, message);
    }
}
