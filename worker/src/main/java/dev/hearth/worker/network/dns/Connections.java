package dev.hearth.worker.network.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions over TCP, as asked when an answer does not fit a datagram (RFC 7766). A platform thread
 * for each connection: it inherits the network namespace of the one that accepts, where a virtual
 * thread would open its sockets wherever its carrier happens to be.
 */
final class Connections implements AutoCloseable {
    /** Connections beyond these are closed at once. */
    static final int MOST_CONNECTIONS = 32;

    static final int MOST_CONNECTIONS_PER_CLIENT = 4;
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    private final ServerSocketChannel listener;
    private final Nameservers servers;
    private final Shares shares = new Shares(MOST_CONNECTIONS, MOST_CONNECTIONS_PER_CLIENT);
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    Connections(ServerSocketChannel listener, Nameservers servers) {
        this.listener = listener;
        this.servers = servers;
    }

    void accept() {
        try {
            SocketChannel client = listener.accept();
            if (client == null) {
                return;
            }
            InetAddress address = client.socket().getInetAddress();
            if (shares.take(address)) {
                open.add(client);
                Thread.ofPlatform().daemon().name("dns-tcp").start(() -> serve(client, address));
            } else {
                client.close();
            }
        } catch (IOException e) {
            LOG.debug("a connection was lost", e);
        }
    }

    private void serve(SocketChannel client, InetAddress address) {
        try (client) {
            relay(client);
        } catch (EOFException atTheEnd) {
            LOG.trace("a connection ended");
        } catch (IOException e) {
            LOG.debug("a connection broke", e);
        } finally {
            open.remove(client);
            shares.giveBack(address);
        }
    }

    private void relay(SocketChannel client) throws IOException {
        client.socket().setSoTimeout((int) PATIENCE.toMillis());
        DataInputStream questions = new DataInputStream(client.socket().getInputStream());
        DataOutputStream answers = new DataOutputStream(client.socket().getOutputStream());
        byte[] question = readMessage(questions);
        try (Socket server = connect()) {
            DataInputStream from = new DataInputStream(server.getInputStream());
            DataOutputStream to = new DataOutputStream(server.getOutputStream());
            while (true) {
                writeMessage(to, question);
                writeMessage(answers, readMessage(from));
                question = readMessage(questions);
            }
        }
    }

    private Socket connect() throws IOException {
        IOException last = new IOException("no name server");
        for (InetSocketAddress address : servers.servers()) {
            Socket socket = new Socket();
            try {
                socket.connect(address, (int) PATIENCE.toMillis());
                socket.setSoTimeout((int) PATIENCE.toMillis());
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    private static byte[] readMessage(DataInputStream in) throws IOException {
        byte[] message = new byte[in.readUnsignedShort()];
        in.readFully(message);
        return message;
    }

    private static void writeMessage(DataOutputStream out, byte[] message) throws IOException {
        byte[] framed = new byte[message.length + 2];
        framed[0] = (byte) (message.length >>> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        out.write(framed);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel client : open) {
            client.close();
        }
    }
}
