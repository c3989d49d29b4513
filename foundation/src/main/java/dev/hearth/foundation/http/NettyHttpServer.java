package dev.hearth.foundation.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.hearth.foundation.time.Clock;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The HTTP server, on Netty. All listeners share a few event loop threads; a listener of its own
 * costs a few kilobytes, an idle connection hardly more.
 *
 * <p>Java's own selector, not Netty's native one: only it takes a channel that is bound already.
 */
// A write or close that fails closes the channel, and Connection hears of that.
@SuppressWarnings("FutureReturnValueIgnored")
public final class NettyHttpServer implements HttpServer {
    /**
     * Connections the kernel keeps for us while we are busy; it cuts this down to its own limit.
     */
    private static final int BACKLOG = 1024;

    private static final int CLOSE_MILLIS = 2_000;

    private final EventLoopGroup loops;
    private final BodyBudget bodies;
    private final ResponseHead heads;
    private final Set<NettyListener> listeners = ConcurrentHashMap.newKeySet();

    private NettyHttpServer(EventLoopGroup loops, BodyBudget bodies, ResponseHead heads) {
        this.loops = loops;
        this.bodies = bodies;
        this.heads = heads;
    }

    /**
     * Starts the event loops: daemon threads that wait until there is something to serve.
     *
     * @param threads how many. A request whose answer comes through another of our connections
     *     crosses no thread when there is one
     * @param maxBodies most bytes of large request bodies held at once, over all listeners
     */
    public static NettyHttpServer start(int threads, long maxBodies, Clock clock) {
        // It would watch one buffer in a hundred, and make an exception for each.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        return new NettyHttpServer(
                new MultiThreadIoEventLoopGroup(
                        threads,
                        new DefaultThreadFactory("hearth-http", true),
                        NioIoHandler.newFactory()),
                BodyBudget.ofServer(maxBodies),
                new ResponseHead(new HttpDate(clock)));
    }

    @Override
    public Listener listen(InetSocketAddress address, HttpLimits limits, HttpHandler handler)
            throws IOException {
        Connections connections = connections(limits, handler);
        ChannelFuture bound =
                bootstrap(connections)
                        .channel(NioServerSocketChannel.class)
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + address, bound.cause());
        }
        return kept(
                bound.channel(), (InetSocketAddress) bound.channel().localAddress(), connections);
    }

    /** Does not wait for the event loop: until it has taken the channel, the kernel queues. */
    @Override
    public Listener serve(ServerSocketChannel bound, HttpLimits limits, HttpHandler handler)
            throws IOException {
        Connections connections = connections(limits, handler);
        InetSocketAddress address = (InetSocketAddress) bound.getLocalAddress();
        ChannelFuture registered =
                bootstrap(connections)
                        .channelFactory(() -> new NioServerSocketChannel(bound))
                        .register();
        return kept(registered.channel(), address, connections);
    }

    private Connections connections(HttpLimits limits, HttpHandler handler) {
        return new Connections(limits, bodies.ofListener(limits.maxBodies()), handler, heads);
    }

    private ServerBootstrap bootstrap(Connections connections) {
        return new ServerBootstrap()
                .group(loops)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                // Connection decides: a client that has cut its own body short can be told so.
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(connections);
    }

    private Listener kept(Channel server, InetSocketAddress address, Connections connections) {
        NettyListener listener = new NettyListener(server, address, connections);
        listeners.add(listener);
        server.closeFuture().addListener(done -> listeners.remove(listener));
        return listener;
    }

    @Override
    public void close() {
        listeners.forEach(NettyListener::close);
        loops.shutdownGracefully(0, CLOSE_MILLIS, MILLISECONDS).awaitUninterruptibly(CLOSE_MILLIS);
    }
}
