package dev.hearth.foundation.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;

/** Puts answers on a connection, on its event loop. */
final class Sender {
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final SocketChannel channel;
    private final ResponseHead heads;

    Sender(SocketChannel channel, ResponseHead heads) {
        this.channel = channel;
        this.heads = heads;
    }

    /**
     * @param headOnly whether the body is to be left out, as for {@code HEAD}
     * @param connection value of {@code Connection}; empty for none
     * @return completes when the client has taken it all
     */
    ChannelFuture send(Outgoing out, boolean headOnly, String connection) {
        ChannelFuture queued = queue(out, headOnly, connection);
        channel.flush();
        return queued;
    }

    /** As {@link #send}, but leaves the flush to whatever is sent next. */
    ChannelFuture queue(Outgoing out, boolean headOnly, String connection) {
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
