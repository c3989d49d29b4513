package dev.hearth.app;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;

/**
 * The address the API is to be reached at: taken first, so that a port in use is known before
 * anything else has begun. The kernel keeps early callers waiting until it is served.
 */
record PublicAddress(ServerSocketChannel channel, URI uri) implements AutoCloseable {
    private static final int BACKLOG = 1024;

    /**
     * @throws Refusal when the address cannot be bound, or must not be without credentials
     */
    static PublicAddress take(ServerOptions options) throws IOException {
        InetAddress host = resolve(options.host());
        if (!host.isLoopbackAddress() && options.credentials().isEmpty()) {
            throw new Refusal(
                    "Bound to %s, Hearth would run code for anyone who can reach it."
                            .formatted(options.host()),
                    "Set HEARTH_ACCESS_KEY_ID and HEARTH_SECRET_ACCESS_KEY (every request is then verified),"
                            + " or bind to 127.0.0.1.");
        }
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.bind(new InetSocketAddress(host, options.port()), BACKLOG);
            int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            return new PublicAddress(
                    channel, URI.create("http://" + shown(host, options.host()) + ":" + port));
        } catch (BindException e) {
            channel.close();
            throw cannotBind(options, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static InetAddress resolve(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new Refusal(host + " is no address of this machine.", "Check --host.", e);
        }
    }

    /** An address that stands for all of them is none that a client could call. */
    private static String shown(InetAddress host, String given) {
        if (host.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return given.contains(":") ? "[" + given + "]" : given;
    }

    private static Refusal cannotBind(ServerOptions options, BindException e) {
        boolean inUse = String.valueOf(e.getMessage()).contains("in use");
        return inUse
                ? new Refusal(
                        "Port %d of %s is in use.".formatted(options.port(), options.host()),
                        "If Hearth has it, ./hearth status says so. Otherwise choose another with --port.",
                        e)
                : new Refusal(
                        "Cannot bind %s port %d: %s."
                                .formatted(options.host(), options.port(), e.getMessage()),
                        "Check --host and --port.",
                        e);
    }
}
