package dev.hearth.frontend.invoke;

/** UTF-8 sequences of more than one byte (Unicode, table 3-7). */
final class Utf8 {
    private Utf8() {}

    /** Bytes that follow this leading byte. */
    static int tailLength(byte lead) {
        int b = lead & 0xff;
        return b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
    }

    /**
     * @param at after the leading byte
     */
    static boolean tail(byte[] in, int at) {
        int lead = in[at - 1] & 0xff;
        int length = tailLength((byte) lead);
        if (lead < 0xc2 || lead > 0xf4 || at + length > in.length) {
            return false;
        }
        int second = in[at] & 0xff;
        if (second < lowest(lead) || second > highest(lead)) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if ((in[at + i] & 0xc0) != 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Anything lower would be a longer form of a shorter sequence. */
    private static int lowest(int lead) {
        return lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    }

    /** Anything higher would be a surrogate, or beyond Unicode. */
    private static int highest(int lead) {
        return lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    }
}
