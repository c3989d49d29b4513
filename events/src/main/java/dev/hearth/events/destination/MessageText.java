package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Text as SQS and SNS take it: the characters of XML 1.0 and no others. A message with one more is
 * refused whole (SQS API Reference, "SendMessage").
 */
final class MessageText {
    private static final int REPLACEMENT = 0xFFFD;

    private MessageText() {}

    /** With U+FFFD for what is not taken, and cut where it would be more bytes of UTF-8. */
    static String cut(String text, int maxBytes) {
        StringBuilder cut = new StringBuilder(Math.min(text.length(), maxBytes));
        int bytes = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int codePoint = text.codePointAt(i);
            int taken = isTaken(codePoint) ? codePoint : REPLACEMENT;
            bytes += utf8Length(taken);
            if (bytes > maxBytes) {
                break;
            }
            cut.appendCodePoint(taken);
        }
        return cut.toString();
    }

    /**
     * JSON that means the same. Of what is not taken, UTF-8 has two code points that may stand in
     * JSON unescaped, and those in strings alone.
     */
    static String json(byte[] wellFormed) {
        return new String(wellFormed, UTF_8)
                .replace("\uFFFE", "\\uFFFE")
                .replace("\uFFFF", "\\uFFFF");
    }

    private static boolean isTaken(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || (codePoint >= 0x20 && codePoint <= 0xD7FF)
                || (codePoint >= 0xE000 && codePoint <= 0xFFFD)
                || codePoint >= 0x10000;
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
