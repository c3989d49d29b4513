package dev.hearth.foundation.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/** What a request's head says about how to go on. */
final class RequestHead {
    private RequestHead() {}

    /** Why this request is not to be served, if so. Nothing after it can be trusted either. */
    static Optional<Refusal> refusal(HttpRequest head) {
        if (head.decoderResult().isFailure()) {
            return Optional.of(
                    switch (head.decoderResult().cause()) {
                        case TooLongHttpLineException e -> Refusal.LINE_TOO_LONG;
                        case TooLongHttpHeaderException e -> Refusal.HEAD_TOO_LARGE;
                        default -> Refusal.UNREADABLE;
                    });
        }
        if (!knownVersion(head) || !originForm(head.uri()) || !framedClearly(head)) {
            return Optional.of(Refusal.UNREADABLE);
        }
        String expect = head.headers().get(HttpHeaderNames.EXPECT);
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            return Optional.of(Refusal.UNKNOWN_EXPECTATION);
        }
        return Optional.empty();
    }

    static boolean expectsContinue(HttpRequest head) {
        return head.headers().contains(HttpHeaderNames.EXPECT) && !isHttp10(head);
    }

    /** The body's announced length; -1 when it comes in chunks. */
    static long declaredLength(HttpRequest head) {
        return HttpUtil.isTransferEncodingChunked(head) ? -1 : HttpUtil.getContentLength(head, 0L);
    }

    /** What the answer's {@code Connection} header must say; empty when the default will do. */
    static String connection(HttpRequest head, boolean keepAlive) {
        if (!keepAlive) {
            return "close";
        }
        return isHttp10(head) ? "keep-alive" : "";
    }

    private static boolean knownVersion(HttpRequest head) {
        return head.protocolVersion().equals(HttpVersion.HTTP_1_1) || isHttp10(head);
    }

    private static boolean isHttp10(HttpRequest head) {
        return head.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    /** We are no proxy: a URI with a host of its own beside the Host header is ambiguous. */
    private static boolean originForm(String uri) {
        return uri.startsWith("/") || uri.equals("*");
    }

    /** One Host, and at most one way to find the body's end. */
    private static boolean framedClearly(HttpRequest head) {
        HttpHeaders headers = head.headers();
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && !isHttp10(head))) {
            return false;
        }
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return encodings.isEmpty()
                || (encodings.size() == 1
                        && encodings.getFirst().equalsIgnoreCase("chunked")
                        && !isHttp10(head)
                        && !headers.contains(HttpHeaderNames.CONTENT_LENGTH));
    }
}
