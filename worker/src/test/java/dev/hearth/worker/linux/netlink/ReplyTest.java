package dev.hearth.worker.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplyTest {
    private static final String REFUSAL =
            "34000000"
                    + "0200"
                    + "0003"
                    + "09000000"
                    + "00000000" // flags: capped, attributes
                    + "edffffff" // -ENODEV
                    + "20000000"
                    + "1000"
                    + "0500"
                    + "09000000"
                    + "00000000" // the request's header
                    + "0d000100"
                    + "6e6f206c696e6b2100"
                    + "000000";

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }

    @Test
    void aRefusalSaysWhatAndWhy() {
        Reply reply = Reply.decode(bytes(REFUSAL)).getFirst();
        assertEquals(Reply.ERROR, reply.type());
        assertEquals(9, reply.sequence());
        assertEquals(19, reply.errno());
        assertEquals(Optional.of("no link!"), reply.errorText());
    }

    @Test
    void aRefusalMayRepeatTheWholeRequest() {
        String whole =
                "44000000"
                        + "0200"
                        + "0002"
                        + "09000000"
                        + "00000000"
                        + "edffffff"
                        + "20000000"
                        + "1000"
                        + "0500"
                        + "09000000"
                        + "00000000"
                        + "00".repeat(16)
                        + "0d000100"
                        + "6e6f206c696e6b2100"
                        + "000000";
        Reply reply = Reply.decode(bytes(whole)).getFirst();
        assertEquals(Optional.of("no link!"), reply.errorText());
    }

    @Test
    void anAcknowledgementIsNoError() {
        String ack =
                "24000000"
                        + "0200"
                        + "0001"
                        + "09000000"
                        + "00000000"
                        + "00000000"
                        + "20000000"
                        + "1000"
                        + "0500"
                        + "09000000"
                        + "00000000";
        List<Reply> replies = Reply.decode(bytes(ack + ack));
        assertEquals(2, replies.size());
        assertEquals(0, replies.get(1).errno());
        assertTrue(replies.get(1).errorText().isEmpty());
    }

    @Test
    void whatIsCutShortIsLeftOut() {
        byte[] whole = bytes(REFUSAL).array();
        for (int length = 0; length < whole.length; length++) {
            assertEquals(List.of(), Reply.decode(ByteBuffer.wrap(Arrays.copyOf(whole, length))));
        }
    }

    @Test
    void noBytesAtAllMakeTheReaderFail() {
        Random random = new Random(20260101);
        byte[] whole = bytes(REFUSAL).array();
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = whole.clone();
            for (int j = random.nextInt(6); j >= 0; j--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            for (Reply reply : Reply.decode(ByteBuffer.wrap(damaged))) {
                assertTrue(reply.errorText().orElse("").length() < damaged.length);
                assertTrue(reply.payload().length < damaged.length);
                assertTrue(reply.attributes(4).string(1).orElse("").length() < damaged.length);
            }
        }
    }
}
