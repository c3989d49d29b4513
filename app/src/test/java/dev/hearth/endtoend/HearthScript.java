package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server as users start it: {@code ./hearth up}, in a process of its own. */
final class HearthScript implements AutoCloseable {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String HEARTH = ROOT.resolve("hearth").toString();

    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final String endpoint;

    private HearthScript(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Starts a server and waits until it says where it listens. */
    static HearthScript up(Path data, String... more) throws IOException {
        return up(Map.of(), data, more);
    }

    static HearthScript up(Map<String, String> environment, Path data, String... more)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(HEARTH, "up", "--json", "--port", "0", "--data", data.toString()));
        command.addAll(List.of(more));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertTrue(line != null, "the server ended before it was up");
        JsonNode status = new JsonMapper().readTree(line);
        return new HearthScript(process, status.path("endpoint").asString());
    }

    /** Runs one command to its end. */
    static Program.Result run(Map<String, String> environment, Path folder, Object... arguments) {
        Object[] command = new Object[arguments.length + 1];
        command[0] = HEARTH;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Program.run(environment, folder, command);
    }

    String endpoint() {
        return endpoint;
    }

    /** The server's own process: the script has made way for it. */
    ProcessHandle process() {
        return process.toHandle();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** As Ctrl-C and {@code kill}: gives the server time to stop in good order. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            assertTrue(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS), "the server does not stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
