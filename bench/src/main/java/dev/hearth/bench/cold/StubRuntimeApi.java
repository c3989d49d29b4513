package dev.hearth.bench.cold;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * As little of the Runtime API as one invoke needs: one event for whoever asks first, then the
 * answer.
 */
final class StubRuntimeApi implements AutoCloseable {
    private static final String EVENT =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    + "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-2dfe598c3fcd\r\n"
                    + "Lambda-Runtime-Deadline-Ms: 4102444800000\r\n"
                    + "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0\r\n"
                    + "Lambda-Runtime-Invoked-Function-Arn:"
                    + " arn:aws:lambda:us-east-1:000000000000:function:bare\r\n"
                    + "Content-Length: 2\r\n\r\n{}";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerSocket listener;
    private final CompletableFuture<Void> answered = new CompletableFuture<>();

    StubRuntimeApi() throws IOException {
        listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Serves one invoke; returns when its answer has been read. */
    void serveOne() throws IOException, InterruptedException {
        Thread.startVirtualThread(this::accept);
        try {
            answered.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the function did not answer", e);
        }
    }

    /** Some clients use one connection for all calls, some one for each kind. */
    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                Thread.startVirtualThread(() -> serve(socket));
            }
        } catch (IOException closed) {
            answered.completeExceptionally(closed);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = readHead(in); !head.isEmpty(); head = readHead(in)) {
                byte[] body = in.readNBytes(contentLength(head));
                if (head.startsWith("GET")) {
                    socket.getOutputStream().write(EVENT.getBytes(StandardCharsets.US_ASCII));
                } else if (head.contains("/response")) {
                    answered.complete(null);
                    return;
                } else {
                    throw new IOException(
                            "the function failed: " + new String(body, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            answered.completeExceptionally(e);
        }
    }

    /** Empty at the end of the connection. */
    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static int contentLength(String head) {
        for (String line : head.toLowerCase(Locale.ROOT).lines().toList()) {
            if (line.startsWith("content-length:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
