package dev.hearth.events.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** A broker that somebody else runs: a process of its own, to be killed and started again. */
public final class BrokerProcess implements AutoCloseable {
    private static final int NO_LIMIT = -1;

    private final Path folder;
    private final int port;
    private final int maxDiskUsage;
    private ChildJvm process;

    private BrokerProcess(Path folder, int port, int maxDiskUsage) throws IOException {
        this.folder = folder;
        this.port = port;
        this.maxDiskUsage = maxDiskUsage;
        this.process = launch();
    }

    /** Starts one that keeps its messages in the folder. */
    public static BrokerProcess start(Path folder) throws IOException {
        return start(folder, NO_LIMIT);
    }

    /**
     * @param maxDiskUsage percent of the disk above which it wants no more
     */
    public static BrokerProcess start(Path folder, int maxDiskUsage) throws IOException {
        return new BrokerProcess(folder, freePort(), maxDiskUsage);
    }

    /** A port nobody listens on, for now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private ChildJvm launch() throws IOException {
        return ChildJvm.start(
                PlainBroker.class,
                folder.toString(),
                Integer.toString(port),
                Integer.toString(maxDiskUsage));
    }

    public String url() {
        return url(port);
    }

    public static String url(int port) {
        return "tcp://127.0.0.1:" + port;
    }

    /** As {@code kill -9}. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** Starts it after a kill, over what it has kept and at the same address. */
    public void startAgain() throws IOException {
        process = launch();
    }

    @Override
    public void close() {
        process.close();
    }
}
