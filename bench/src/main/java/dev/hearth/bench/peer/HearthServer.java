package dev.hearth.bench.peer;

import dev.hearth.bench.host.ServerProcess;
import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A Hearth server, started with {@code ./hearth up} on a port and a data folder of its own. */
public final class HearthServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final int OK = 200;
    private static final String DATA = "hearth-data";

    private final ServerProcess process;
    private final int port;
    private final Duration startTime;

    private HearthServer(ServerProcess process, int port, Duration startTime) {
        this.process = process;
        this.port = port;
        this.startTime = startTime;
    }

    /** Starts one on an empty data folder and waits until it says that it is healthy. */
    public static HearthServer start(Scratch scratch, String sandbox)
            throws IOException, InterruptedException {
        scratch.fresh(DATA);
        return restart(scratch, sandbox);
    }

    /** Starts one on the data of the last. */
    public static HearthServer restart(Scratch scratch, String sandbox)
            throws IOException, InterruptedException {
        return restart(scratch, sandbox, Map.of());
    }

    /**
     * Starts one on the data of the last.
     *
     * @param environment variables, such as {@code HEARTH_HEAP}
     */
    public static HearthServer restart(
            Scratch scratch, String sandbox, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path data = data(scratch);
        int port = Ports.free();
        Clock clock = Clock.system();
        long begin = clock.nanos();
        ServerProcess process =
                ServerProcess.start(
                        scratch.folder(),
                        scratch.log("hearth"),
                        environment,
                        List.of(
                                scratch.root().resolve("hearth").toString(),
                                "up",
                                "--port",
                                Integer.toString(port),
                                "--data",
                                data.toString(),
                                "--sandbox",
                                sandbox));
        while (!isHealthy(port)) {
            if (!process.isAlive() || clock.nanos() - begin > PATIENCE.toNanos()) {
                throw new IOException("Hearth did not start: " + process.output());
            }
            Thread.sleep(PAUSE);
        }
        return new HearthServer(process, port, Duration.ofNanos(clock.nanos() - begin));
    }

    /** Where its data are. */
    public static Path data(Scratch scratch) {
        return scratch.folder().resolve(DATA);
    }

    /** From running the command to the first healthy answer. */
    public Duration startTime() {
        return startTime;
    }

    public LambdaApi api() {
        return new LambdaApi(port);
    }

    public long residentBytes() throws IOException {
        return process.residentBytes();
    }

    @Override
    public void close() {
        process.close();
    }

    private static boolean isHealthy(int port) {
        try {
            URI health = URI.create("http://127.0.0.1:" + port + "/_hearth/health");
            HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
            return connection.getResponseCode() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }
}
