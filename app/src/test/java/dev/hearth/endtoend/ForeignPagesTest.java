package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No web page may drive a server that takes any credentials. */
class ForeignPagesTest {
    private static final String LIST = "GET /2015-03-31/functions/ HTTP/1.1\r\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1:%d\r\nOrigin: https://evil.example\r\n",
                "Host: 127.0.0.1:%d\r\nOrigin: null\r\n",
                "Host: 127.0.0.1:%d\r\nSec-Fetch-Site: cross-site\r\n",
                "Host: rebound.example:%d\r\n",
                "Host: 127.0.0.1.evil.example:%d\r\n"
            })
    void aForeignPageIsRefused(String headers) throws IOException {
        assertEquals(403, status(LIST, headers));
        assertEquals(
                403, status("POST /2015-03-31/functions/any/invocations HTTP/1.1\r\n", headers));
    }

    @Test
    void aLocalProgramIsServed() throws IOException {
        assertEquals(200, status(LIST, "Host: localhost:%d\r\n"));
        assertEquals(200, status(LIST, "Host: lambda.localhost:%d\r\n"));
        assertEquals(200, status(LIST, "Host: 127.0.0.1:%d\r\n"));
    }

    private static int status(String requestLine, String headers) throws IOException {
        URI endpoint = URI.create(RunningHearth.endpoint());
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            String request =
                    requestLine
                            + headers.formatted(endpoint.getPort())
                            + "Content-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
