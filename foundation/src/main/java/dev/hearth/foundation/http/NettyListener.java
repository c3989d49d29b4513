package dev.hearth.foundation.http;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

// A write or close that fails closes the channel, and Connection hears of that.
@SuppressWarnings("FutureReturnValueIgnored")
record NettyListener(Channel server, InetSocketAddress address, Connections connections)
        implements HttpServer.Listener {
    /** Waits until the address is free again, unless called where waiting would block others. */
    @Override
    public void close() {
        var closed = server.close();
        connections.closeAll();
        if (!server.eventLoop().inEventLoop()) {
            closed.awaitUninterruptibly();
        }
    }
}
