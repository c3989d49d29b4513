package dev.hearth.worker.linux.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * One message to the kernel, not yet numbered.
 *
 * @param what in words, for when it is refused: {@code add route 10.0.0.0/8}
 * @param flags beside NLM_F_REQUEST
 */
public record Request(String what, int type, int flags, byte[] payload) {
    static final int REQUEST = 0x1;
    static final int ACK = 0x4;
    static final int DUMP = 0x300;
    static final int EXCLUSIVE = 0x200;
    static final int CREATE = 0x400;
    static final int APPEND = 0x800;

    static final int HEADER = 16;

    boolean wantsAnswer() {
        return (flags & ACK) != 0;
    }

    /** The messages one after the other, numbered from the given sequence number on. */
    static byte[] encode(List<Request> requests, int firstSequence) {
        int length = requests.stream().mapToInt(Request::alignedLength).sum();
        ByteBuffer out = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
        int sequence = firstSequence;
        for (Request request : requests) {
            int start = out.position();
            out.putInt(HEADER + request.payload.length)
                    .putShort((short) request.type)
                    .putShort((short) (request.flags | REQUEST))
                    .putInt(sequence++)
                    .putInt(0)
                    .put(request.payload)
                    .position(start + request.alignedLength());
        }
        return out.array();
    }

    private int alignedLength() {
        return Attributes.aligned(HEADER + payload.length);
    }
}
