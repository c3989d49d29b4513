package dev.hearth.foundation.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.net.SocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The request a connection is at: its head, what has come of its body, how it is to end. */
final class Incoming {
    private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

    private final HttpRequest head;
    private final RequestBody body;
    private final boolean tooLarge;
    private final boolean wantsContinue;
    private final boolean keepAlive;
    private boolean answered;

    Incoming(HttpRequest head, HttpLimits limits, BodyBudget budget) {
        long declared = RequestHead.declaredLength(head);
        long max =
                limits.maxBody()
                        .applyAsLong(head.method().name(), NettyRequest.rawPath(head.uri()));
        this.head = head;
        this.body = new RequestBody(declared, max, budget);
        this.tooLarge = declared > max;
        this.wantsContinue = declared != 0 && RequestHead.expectsContinue(head);
        // A client told "too large" instead of "continue" may send its body or may not: whether
        // what comes next is a request, nobody could tell.
        this.keepAlive = HttpUtil.isKeepAlive(head) && !(tooLarge && wantsContinue);
    }

    RequestBody.Taken add(ByteBuf part) {
        return body.add(part);
    }

    /** Tells the handler that was to have it that its body will never be whole. */
    void reportTruncated(HttpHandler to, SocketAddress peer) {
        try {
            to.truncated(withoutBody(peer));
        } catch (RuntimeException | Error e) {
            LOG.error("a handler failed over a truncated request", e);
        }
    }

    /** Nobody needs its body any more. */
    void release() {
        body.release();
    }

    boolean announcedTooLarge() {
        return tooLarge;
    }

    boolean wantsContinue() {
        return wantsContinue;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    boolean answered() {
        return answered;
    }

    void markAnswered() {
        answered = true;
    }

    boolean isHead() {
        return head.method().equals(HttpMethod.HEAD);
    }

    /** Value of the answer's {@code Connection} header; empty for none. */
    String connection() {
        return RequestHead.connection(head, keepAlive);
    }

    NettyRequest whole(SocketAddress peer) {
        return new NettyRequest(head, body.whole(), peer);
    }

    NettyRequest withoutBody(SocketAddress peer) {
        return new NettyRequest(head, RequestBody.EMPTY, peer);
    }
}
