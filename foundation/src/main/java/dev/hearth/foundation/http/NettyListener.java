package dev.hearth.foundation.http;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;

record NettyListener(Channel server, InetSocketAddress address, Connections connections)
        implements HttpServer.Listener {
    /**
     * Waits until the channel is closed, unless called where waiting would block others. The kernel
     * closes the socket a moment later: the selector must look once more before it lets go.
     */
    @Override
    public void close() {
        var closed = server.close();
        connections.closeAll();
        if (!server.eventLoop().inEventLoop()) {
            closed.awaitUninterruptibly();
        }
    }
}
