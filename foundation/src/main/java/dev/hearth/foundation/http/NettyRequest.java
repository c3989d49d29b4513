package dev.hearth.foundation.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request as Netty read it; what a handler does not ask for is not made. */
final class NettyRequest implements HttpRequest {
    private final String method;
    private final String uri;
    private final int question;
    private final HttpHeaders headers;
    private final byte[] body;
    private final SocketAddress peer;

    NettyRequest(io.netty.handler.codec.http.HttpRequest head, byte[] body, SocketAddress peer) {
        this.method = head.method().name();
        this.uri = head.uri();
        this.question = uri.indexOf('?');
        this.headers = head.headers();
        this.body = body;
        this.peer = peer;
    }

    static String rawPath(String uri) {
        int question = uri.indexOf('?');
        return question < 0 ? uri : uri.substring(0, question);
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String rawPath() {
        return question < 0 ? uri : uri.substring(0, question);
    }

    @Override
    public String rawQuery() {
        return question < 0 ? "" : uri.substring(question + 1);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    @Override
    public Map<String, List<String>> headers() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (Map.Entry<String, String> header : headers) {
            all.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), k -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        return all;
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public String peer() {
        return peer instanceof InetSocketAddress address && address.getAddress() != null
                ? address.getAddress().getHostAddress()
                : "";
    }
}
