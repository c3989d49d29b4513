package dev.hearth.foundation.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** An answer whose body is at hand: its length is known and, for a file, the file is open. */
sealed interface Outgoing {
    HttpResponse response();

    long length();

    /** Gives back what {@link #of} opened, when the answer is not sent after all. */
    void discard();

    record Memory(HttpResponse response, byte[] bytes) implements Outgoing {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void discard() {}

        ByteBuf content() {
            return Unpooled.wrappedBuffer(bytes);
        }
    }

    record OpenFile(HttpResponse response, DefaultFileRegion region) implements Outgoing {
        @Override
        public long length() {
            return region.count();
        }

        @Override
        public void discard() {
            region.release();
        }
    }

    /** An answer that is known to have its body in memory. */
    static Outgoing memory(HttpResponse response) {
        if (response.body() instanceof HttpResponse.Body.Bytes(byte[] bytes)) {
            return new Memory(response, bytes);
        }
        throw new IllegalArgumentException("a refusal's body must be in memory");
    }

    /**
     * Opens the file of a file body.
     *
     * @throws IOException when it cannot be opened
     */
    static Outgoing of(HttpResponse response) throws IOException {
        return switch (response.body()) {
            case HttpResponse.Body.Bytes(byte[] bytes) -> new Memory(response, bytes);
            case HttpResponse.Body.File(var path) -> {
                FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
                yield new OpenFile(response, new DefaultFileRegion(file, 0, file.size()));
            }
        };
    }
}
