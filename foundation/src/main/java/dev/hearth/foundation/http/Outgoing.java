package dev.hearth.foundation.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultFileRegion;
import io.netty.channel.socket.SocketChannel;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An answer whose body is at hand: its length is known and, for a file, the file is open. */
sealed interface Outgoing {
    Logger LOG = LoggerFactory.getLogger(Outgoing.class);

    HttpResponse response();

    long length();

    /**
     * Queues head and body; both are given up.
     *
     * @return completes when the client has taken it all
     */
    ChannelFuture write(SocketChannel channel, byte[] head);

    /** Gives back what {@link #open} opened, when the body is not sent after all. */
    void discard();

    // A head whose write fails takes the connection with it, and the body's future says so.
    @SuppressWarnings("FutureReturnValueIgnored")
    record Memory(HttpResponse response, byte[] bytes) implements Outgoing {
        /** Bodies up to this size travel in the same buffer as their head. */
        private static final int COPIED_BYTES = 16 * 1024;

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public ChannelFuture write(SocketChannel channel, byte[] head) {
            if (bytes.length > COPIED_BYTES) {
                channel.write(buffer(channel, head.length).writeBytes(head));
                return channel.write(Unpooled.wrappedBuffer(bytes));
            }
            return channel.write(
                    buffer(channel, head.length + bytes.length).writeBytes(head).writeBytes(bytes));
        }

        @Override
        public void discard() {}
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    record OpenFile(HttpResponse response, DefaultFileRegion region) implements Outgoing {
        @Override
        public long length() {
            return region.count();
        }

        @Override
        public ChannelFuture write(SocketChannel channel, byte[] head) {
            channel.write(buffer(channel, head.length).writeBytes(head));
            return channel.write(region);
        }

        @Override
        public void discard() {
            region.release();
        }
    }

    static ByteBuf buffer(SocketChannel channel, int size) {
        return channel.alloc().ioBuffer(size);
    }

    /** An answer that is known to have its body in memory. */
    static Outgoing memory(HttpResponse response) {
        if (response.body() instanceof HttpResponse.Body.Bytes(byte[] bytes)) {
            return new Memory(response, bytes);
        }
        throw new IllegalArgumentException("a refusal's body must be in memory");
    }

    /**
     * Opens the file of a file body; from any thread.
     *
     * @param refusals words the {@link Refusal#FAULT} to answer with when it cannot be opened
     */
    static Outgoing open(HttpResponse response, Function<Refusal, HttpResponse> refusals) {
        try {
            return of(response);
        } catch (IOException e) {
            LOG.error("cannot open the file to answer with", e);
            return memory(refusals.apply(Refusal.FAULT));
        }
    }

    private static Outgoing of(HttpResponse response) throws IOException {
        // Not a switch over the types: every answer passes here, and a switch goes through a
        // method handle.
        if (response.body() instanceof HttpResponse.Body.File(var path)) {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            return new OpenFile(response, new DefaultFileRegion(file, 0, file.size()));
        }
        return memory(response);
    }
}
