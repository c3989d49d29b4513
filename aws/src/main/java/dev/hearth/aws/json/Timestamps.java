package dev.hearth.aws.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Timestamps in the forms AWS's protocols know, to the millisecond. */
final class Timestamps {
    /** End of the year 9999: the last second every form can carry. */
    private static final double MAX_SECONDS = 253_402_300_799.0;

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    private Timestamps() {}

    /** What the model says, else what the protocol has for members of that place. */
    static Format format(SdkField<?> field) {
        return field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format)
                .orElseGet(() ->
                        switch (field.location()) {
                            case HEADER -> Format.RFC_822;
                            case QUERY_PARAM, PATH, GREEDY_PATH -> Format.ISO_8601;
                            case PAYLOAD, STATUS_CODE -> Format.UNIX_TIMESTAMP;
                        });
    }

    /**
     * @throws DateTimeException when the number lies outside the years AWS can express
     */
    static Instant fromNumber(Format format, double value) {
        double seconds = format == Format.UNIX_TIMESTAMP_MILLIS ? value / 1000 : value;
        if (!(Math.abs(seconds) <= MAX_SECONDS)) {
            throw new DateTimeException("outside the years that can be expressed");
        }
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    /**
     * @throws DateTimeException when the text is no timestamp of that form
     * @throws NumberFormatException likewise
     */
    static Instant fromText(Format format, String text) {
        return switch (format) {
            case ISO_8601 -> Instant.parse(text);
            case RFC_822 -> HTTP_DATE.parse(text, Instant::from);
            case UNIX_TIMESTAMP, UNIX_TIMESTAMP_MILLIS ->
                    fromNumber(format, Double.parseDouble(text));
        };
    }

    static String toText(Format format, Instant value) {
        return switch (format) {
            case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(value);
            case RFC_822 -> HTTP_DATE.format(value);
            case UNIX_TIMESTAMP -> seconds(value);
            case UNIX_TIMESTAMP_MILLIS -> Long.toString(value.toEpochMilli());
        };
    }

    static boolean isNumber(Format format) {
        return format == Format.UNIX_TIMESTAMP || format == Format.UNIX_TIMESTAMP_MILLIS;
    }

    private static String seconds(Instant value) {
        return BigDecimal.valueOf(value.toEpochMilli(), 3).stripTrailingZeros().toPlainString();
    }
}
