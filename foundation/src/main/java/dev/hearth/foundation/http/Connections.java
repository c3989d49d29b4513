package dev.hearth.foundation.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of one listener: admits them up to the limit, ends them with it. */
// A write or close that fails closes the channel, and Connection hears of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connections extends ChannelInitializer<SocketChannel> {
    private final HttpLimits limits;
    private final BodyBudget budget;
    private final HttpHandler handler;
    private final ResponseHead heads;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Connections(HttpLimits limits, BodyBudget budget, HttpHandler handler, ResponseHead heads) {
        this.limits = limits;
        this.budget = budget;
        this.handler = handler;
        this.heads = heads;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        open.add(channel);
        channel.closeFuture().addListener(done -> open.remove(channel));
        if (closed || open.size() > limits.maxConnections()) {
            channel.close();
            return;
        }
        RequestDecoder decoder = new RequestDecoder(limits);
        channel.pipeline()
                .addLast(decoder, new Connection(channel, limits, budget, handler, decoder, heads));
    }

    void closeAll() {
        closed = true;
        open.forEach(Channel::close);
    }
}
