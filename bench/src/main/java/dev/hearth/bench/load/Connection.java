package dev.hearth.bench.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept-alive connection with at most one request under way. */
final class Connection implements AutoCloseable {
    private final Target target;
    private final ByteBuffer request;
    private final ResponseReader response = new ResponseReader();
    private SocketChannel channel;
    private long startNanos;
    private volatile boolean underWay;

    Connection(Target target) throws IOException {
        this.target = target;
        this.request = ByteBuffer.allocateDirect(target.request().length).put(target.request());
        this.channel = open(target);
    }

    void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /**
     * @param start the moment that latency is counted from
     */
    void send(long start) throws IOException {
        startNanos = start;
        underWay = true;
        response.reset();
        request.flip();
        while (request.hasRemaining()) {
            channel.write(request);
        }
    }

    /** Reads what is there; true when the response is whole. */
    boolean receive() throws IOException {
        if (channel.read(response.room()) < 0) {
            throw new IOException("the server closed the connection");
        }
        return response.isWhole();
    }

    boolean isOk() {
        return response.isOk();
    }

    ResponseReader response() {
        return response;
    }

    boolean isUnderWay() {
        return underWay;
    }

    /** The response has been dealt with. */
    void rest() {
        underWay = false;
    }

    long startNanos() {
        return startNanos;
    }

    /** Starts over on a new socket, as a client does whose connection broke. */
    void reconnect(Selector selector) throws IOException {
        channel.close();
        channel = open(target);
        register(selector);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static SocketChannel open(Target target) throws IOException {
        SocketChannel channel = SocketChannel.open(target.address());
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return channel;
    }
}
