package dev.hearth.foundation.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;

/** Puts answers on a connection, on its event loop. */
// A write that fails closes the channel, and Connection hears of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Sender {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private static final ByteBuf CONTINUE =
            Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer()
                            .writeBytes("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII)));

    private final SocketChannel channel;
    private final ResponseHead heads;
    private boolean unflushed;

    Sender(SocketChannel channel, ResponseHead heads) {
        this.channel = channel;
        this.heads = heads;
    }

    /** Tells a client that waits for it to send its body. */
    void sendContinue() {
        channel.write(CONTINUE.duplicate());
        flush();
    }

    /**
     * Answers a request.
     *
     * @return completes when the client has taken it all
     */
    ChannelFuture send(Outgoing out, Incoming request) {
        ChannelFuture written = write(out, request.isHead(), request.connection());
        flush();
        return written;
    }

    /** As {@link #send}, but leaves the flush to whatever is sent next. */
    void queue(Outgoing out, Incoming request) {
        write(out, request.isHead(), request.connection());
        unflushed = true;
    }

    /** Sends the connection's last answer, and says that it is. */
    ChannelFuture sendLast(Outgoing out) {
        ChannelFuture written = write(out, false, "close");
        flush();
        return written;
    }

    /** Sends what {@link #queue} has left behind, if nothing has taken it along. */
    void flushQueued() {
        if (unflushed) {
            flush();
        }
    }

    private void flush() {
        unflushed = false;
        channel.flush();
    }

    /**
     * @param headOnly whether the body is to be left out, as for {@code HEAD}
     * @param connection value of {@code Connection}; empty for none
     */
    private ChannelFuture write(Outgoing out, boolean headOnly, String connection) {
        int status = out.response().status();
        boolean bodiless = status == NO_CONTENT || status == NOT_MODIFIED;
        long length = bodiless ? -1 : out.length();
        byte[] head = heads.bytes(out.response(), length, connection);
        if (headOnly || length <= 0) {
            out.discard();
            return channel.write(Outgoing.buffer(channel, head.length).writeBytes(head));
        }
        return out.write(channel, head);
    }
}
