package dev.hearth.aws.uri;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;

/** Percent-encoding (RFC 3986) of UTF-8 text, as AWS's clients and signatures use it. */
public final class Percent {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Percent() {}

    /**
     * Decodes; a plus sign stays one.
     *
     * @throws ApiException {@code ValidationException} when an escape is broken or the bytes are no
     *     UTF-8
     */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(escaped(text, i));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
            }
        }
        return utf8(bytes.toByteArray());
    }

    /** Encodes all but letters, digits, {@code -}, {@code .}, {@code _} and {@code ~}. */
    public static String encode(String text) {
        return encode(text, "");
    }

    /** Encodes a path: slashes stay. */
    public static String encodePath(String path) {
        return encode(path, "/");
    }

    private static String encode(String text, String kept) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            if (isUnreserved(c) || kept.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%');
                HEX.toHexDigits(out, b);
            }
        }
        return out.toString();
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "-._~".indexOf(c) >= 0;
    }

    private static int escaped(String text, int at) {
        if (at + 3 > text.length()
                || !HexFormat.isHexDigit(text.charAt(at + 1))
                || !HexFormat.isHexDigit(text.charAt(at + 2))) {
            throw broken();
        }
        return HexFormat.fromHexDigits(text, at + 1, at + 3);
    }

    private static String utf8(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            throw broken();
        }
    }

    private static ApiException broken() {
        return new ApiException(
                ErrorCode.VALIDATION, "The request's URI is not percent-encoded UTF-8.");
    }
}
