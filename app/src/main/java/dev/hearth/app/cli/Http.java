package dev.hearth.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests by the JDK's old client: it is in memory sooner than the new one, which a command feels.
 */
final class Http {
    private static final int CONNECT_MILLIS = 5_000;

    /** Longer than any function may run. */
    private static final int ANSWER_MILLIS = 16 * 60 * 1_000;

    private Http() {}

    /** An answer, whatever its status. */
    record Reply(int status, Map<String, String> headers, byte[] body) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    static Reply send(URI uri, String method, Map<String, String> headers, byte[] body)
            throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(ANSWER_MILLIS);
        connection.setRequestMethod(method);
        headers.forEach(connection::setRequestProperty);
        if (body.length > 0) {
            connection.setDoOutput(true);
            // Or the client would send a failed request a second time by itself.
            connection.setFixedLengthStreamingMode(body.length);
            connection.getOutputStream().write(body);
        }
        int status = connection.getResponseCode();
        try (InputStream answer =
                status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] bytes = answer == null ? new byte[0] : answer.readAllBytes();
            return new Reply(status, headersOf(connection), bytes);
        }
    }

    private static Map<String, String> headersOf(HttpURLConnection connection) {
        Map<String, String> headers = new LinkedHashMap<>();
        connection
                .getHeaderFields()
                .forEach((name, values) -> {
                    // The status line is listed under no name.
                    if (name != null && !values.isEmpty()) {
                        headers.put(name, values.getFirst());
                    }
                });
        return headers;
    }
}
