package dev.hearth.frontend.invoke;

import java.util.Arrays;

/**
 * Whether bytes are one well-formed JSON document in UTF-8 (RFC 8259), found without making an
 * object of any of it: every payload passes here.
 */
final class JsonScan {
    /** Deeper nesting is refused: the runtimes' own parsers would overflow on it. */
    private static final int MAX_DEPTH = 1000;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final byte[] in;
    private int at;

    /** One bit for each open bracket: set when it is an object's. */
    private long[] objects = new long[1];

    private int depth;

    /** Whether the innermost bracket has no member yet. */
    private boolean fresh;

    private JsonScan(byte[] in) {
        this.in = in;
    }

    static boolean wellFormed(byte[] document) {
        return new JsonScan(document).document();
    }

    private boolean document() {
        if (!value()) {
            return false;
        }
        while (depth > 0) {
            if (!memberOrEnd()) {
                return false;
            }
        }
        return space() == -1;
    }

    /** A whole scalar, or an opening bracket. */
    private boolean value() {
        return switch (space()) {
            case '{' -> open(true);
            case '[' -> open(false);
            case '"' -> string();
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> number();
        };
    }

    private boolean open(boolean object) {
        if (depth == MAX_DEPTH) {
            return false;
        }
        if (depth == objects.length * Long.SIZE) {
            objects = Arrays.copyOf(objects, objects.length * 2);
        }
        long bit = 1L << (depth % Long.SIZE);
        objects[depth / Long.SIZE] =
                object ? objects[depth / Long.SIZE] | bit : objects[depth / Long.SIZE] & ~bit;
        depth++;
        fresh = true;
        at++;
        return true;
    }

    private boolean inObject() {
        return (objects[(depth - 1) / Long.SIZE] & (1L << ((depth - 1) % Long.SIZE))) != 0;
    }

    /** What follows in an open bracket: one more member's beginning, or the bracket's end. */
    private boolean memberOrEnd() {
        boolean object = inObject();
        int next = space();
        if (next == (object ? '}' : ']')) {
            at++;
            depth--;
            fresh = false;
            return true;
        }
        if (!fresh && !skip(',')) {
            return false;
        }
        fresh = false;
        return object
                ? space() == '"' && string() && space() == ':' && skip(':') && value()
                : value();
    }

    private boolean literal(byte[] word) {
        int end = at + word.length;
        boolean same = end <= in.length && Arrays.equals(in, at, end, word, 0, word.length);
        at = end;
        return same;
    }

    private boolean number() {
        skip('-');
        if (!skip('0') && !digits()) {
            return false;
        }
        if (skip('.') && !digits()) {
            return false;
        }
        if (skip('e') || skip('E')) {
            if (!skip('+')) {
                skip('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int from = at;
        while (at < in.length && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        return at > from;
    }

    private boolean string() {
        at++;
        while (at < in.length) {
            byte b = in[at++];
            if (b == '"') {
                return true;
            }
            boolean good = b == '\\' ? escape() : b >= ' ' || (b < 0 && Utf8.tail(in, at));
            if (!good) {
                return false;
            }
            if (b < 0) {
                at += Utf8.tailLength(b);
            }
        }
        return false;
    }

    private boolean escape() {
        if (at == in.length) {
            return false;
        }
        return switch (in[at++]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> true;
            case 'u' -> fourHexDigits();
            default -> false;
        };
    }

    private boolean fourHexDigits() {
        int end = at + 4;
        while (at < end && at < in.length && Character.digit(in[at], 16) >= 0) {
            at++;
        }
        return at == end;
    }

    private boolean skip(char c) {
        if (at < in.length && in[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    /** Skips white space; returns the byte after it, -1 at the end. */
    private int space() {
        while (at < in.length) {
            byte b = in[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xff;
            }
            at++;
        }
        return -1;
    }
}
