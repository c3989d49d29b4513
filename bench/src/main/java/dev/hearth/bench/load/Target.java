package dev.hearth.bench.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Where requests go, and the one request that is sent over and over.
 *
 * @param request the bytes of a whole HTTP/1.1 request; not to be changed
 */
public record Target(InetSocketAddress address, byte[] request) {
    /** A POST of a JSON body over a kept-alive connection. */
    public static Target post(int port, String path, String headers, String body) {
        String text =
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%sContent-Type: application/json\r\n"
                                .formatted(path, port, headers)
                        + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
        return new Target(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                text.getBytes(StandardCharsets.US_ASCII));
    }
}
