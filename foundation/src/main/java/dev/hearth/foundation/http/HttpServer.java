package dev.hearth.foundation.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/** Serves HTTP/1.1 on any number of listeners, all from the same few threads. */
public interface HttpServer extends AutoCloseable {
    /**
     * Binds an address and serves it.
     *
     * @throws IOException when the address cannot be bound
     */
    Listener listen(InetSocketAddress address, HttpLimits limits, HttpHandler handler)
            throws IOException;

    /**
     * Serves a channel that is bound already, perhaps in another network namespace; it is closed
     * with the listener.
     */
    Listener serve(ServerSocketChannel bound, HttpLimits limits, HttpHandler handler)
            throws IOException;

    /** Closes every listener and connection. */
    @Override
    void close();

    /** One served address. */
    interface Listener extends AutoCloseable {
        InetSocketAddress address();

        /** Closes the listener and its connections; does not wait for handlers. */
        @Override
        void close();
    }
}
