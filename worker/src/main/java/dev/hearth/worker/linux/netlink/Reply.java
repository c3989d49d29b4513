package dev.hearth.worker.linux.netlink;

import dev.hearth.worker.linux.Errno;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One message from the kernel. */
public record Reply(int type, int flags, int sequence, byte[] payload) {
    static final int ERROR = 2;
    static final int DONE = 3;

    private static final int CAPPED = 0x100;
    private static final int HAS_ATTRIBUTES = 0x200;
    private static final int ERROR_MESSAGE = 1;

    /** Every message in a datagram; what is cut short is left out. */
    static List<Reply> decode(ByteBuffer datagram) {
        ByteBuffer in = datagram.slice().order(ByteOrder.nativeOrder());
        List<Reply> replies = new ArrayList<>();
        while (in.remaining() >= Request.HEADER) {
            int start = in.position();
            int length = in.getInt();
            if (length < Request.HEADER || length > in.limit() - start) {
                break;
            }
            int type = Short.toUnsignedInt(in.getShort());
            int flags = Short.toUnsignedInt(in.getShort());
            int sequence = in.getInt();
            in.getInt();
            byte[] payload = new byte[length - Request.HEADER];
            in.get(payload);
            replies.add(new Reply(type, flags, sequence, payload));
            in.position(Math.min(in.limit(), start + Attributes.aligned(length)));
        }
        return replies;
    }

    /** Of an error message: the error number, 0 for an acknowledgement. */
    int errno() {
        return payload.length < 4 ? Errno.EIO.number() : -buffer().getInt(0);
    }

    /** Of an error message: what the kernel says beside the number. */
    Optional<String> errorText() {
        if ((flags & HAS_ATTRIBUTES) == 0 || payload.length < 4 + Request.HEADER) {
            return Optional.empty();
        }
        int original = (flags & CAPPED) != 0 ? Request.HEADER : buffer().getInt(4);
        if (original < Request.HEADER || original > payload.length) {
            return Optional.empty();
        }
        int at = 4 + Attributes.aligned(original);
        return at > payload.length
                ? Optional.empty()
                : attributes(at).string(ERROR_MESSAGE).filter(text -> !text.isEmpty());
    }

    /** The attributes behind the given number of fixed bytes. */
    public Attributes attributes(int offset) {
        return Attributes.read(ByteBuffer.wrap(payload).position(Math.min(offset, payload.length)));
    }

    public ByteBuffer buffer() {
        return ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder());
    }
}
