package dev.hearth.worker.network.dns;

import java.nio.ByteBuffer;

/** The little of a DNS message (RFC 1035, section 4.1.1) that passing it on takes. */
final class Message {
    static final int HEADER_BYTES = 12;

    private static final int FLAGS = 2;
    private static final int CODE = 3;
    private static final int ANSWER_BIT = 0x80;
    private static final int CODE_MASK = 0x0f;
    private static final int SERVER_FAILURE = 2;

    private Message() {}

    static boolean isQuestion(ByteBuffer message) {
        return message.limit() >= HEADER_BYTES && (message.get(FLAGS) & ANSWER_BIT) == 0;
    }

    static boolean answers(ByteBuffer message, short id) {
        return message.limit() >= HEADER_BYTES
                && (message.get(FLAGS) & ANSWER_BIT) != 0
                && message.getShort(0) == id;
    }

    static ByteBuffer withId(byte[] message, short id) {
        return ByteBuffer.wrap(message.clone()).putShort(0, id);
    }

    /** The answer to a question that nobody could answer. */
    static ByteBuffer failure(byte[] question) {
        byte[] answer = question.clone();
        answer[FLAGS] |= (byte) ANSWER_BIT;
        answer[CODE] = (byte) ((answer[CODE] & ~CODE_MASK) | SERVER_FAILURE);
        return ByteBuffer.wrap(answer);
    }
}
