package dev.hearth.foundation.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: requests one after another, each read whole, handled, and answered
 * before the next begins. Lives on the connection's event loop: what comes from other threads comes
 * through {@link NettyExchange}.
 */
// A write or close that fails closes the channel, and Connection hears of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final SocketChannel channel;
    private final HttpLimits limits;
    private final BodyBudget budget;
    private final HttpHandler handler;
    private final RequestDecoder decoder;
    private final HeldParts parts;
    private final Deadlines deadlines;
    private final Sender sender;

    private Phase phase = Phase.WAITING;
    private boolean reading;
    private @Nullable Incoming incoming;
    private @Nullable NettyExchange exchange;

    Connection(
            SocketChannel channel,
            HttpLimits limits,
            BodyBudget budget,
            HttpHandler handler,
            RequestDecoder decoder,
            ResponseHead heads) {
        this.channel = channel;
        this.limits = limits;
        this.budget = budget;
        this.handler = handler;
        this.decoder = decoder;
        this.parts = new HeldParts(channel.config(), () -> phase.takesParts(), this::take);
        this.deadlines = new Deadlines(channel.eventLoop(), limits, this::expired);
        this.sender = new Sender(channel, heads);
    }

    EventLoop eventLoop() {
        return channel.eventLoop();
    }

    Function<Refusal, HttpResponse> refusals() {
        return limits.refusals();
    }

    // What comes in

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        deadlines.idle();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = true;
        parts.add((HttpObject) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        if (phase != Phase.HANDLING) {
            sender.flushQueued();
        }
        timeArrival();
    }

    /** The time of a request that is arriving runs from the first read that did not finish it. */
    private void timeArrival() {
        boolean headArrives = phase == Phase.WAITING && parts.isEmpty() && decoder.midRequest();
        if (headArrives || phase.bodyArrives()) {
            deadlines.arriving();
        }
    }

    private void take(HttpObject part) {
        if (part instanceof HttpRequest head && phase == Phase.WAITING) {
            begin(head);
        } else if (part instanceof HttpContent body && incoming != null) {
            continueBody(body, incoming);
        }
    }

    private void begin(HttpRequest head) {
        Optional<Refusal> refusal = RequestHead.refusal(head);
        if (refusal.isPresent()) {
            refuse(refusal.get());
            return;
        }
        incoming = new Incoming(head, limits, budget);
        if (incoming.announcedTooLarge()) {
            dropBody(incoming);
            return;
        }
        phase = Phase.READING;
        if (incoming.wantsContinue()) {
            sender.sendContinue();
        }
    }

    private void continueBody(HttpContent part, Incoming current) {
        if (part.decoderResult().isFailure()) {
            refuse(Refusal.UNREADABLE);
            return;
        }
        if (phase == Phase.READING) {
            switch (current.add(part.content())) {
                case KEPT -> {}
                case TOO_LARGE -> dropBody(current);
                case NO_ROOM -> {
                    refuse(Refusal.OVERLOADED);
                    return;
                }
            }
        }
        if (part instanceof LastHttpContent) {
            bodyEnded(current);
        }
    }

    private void dropBody(Incoming current) {
        phase = Phase.DROPPING;
        current.release();
        hand(current.withoutBody(channel.remoteAddress()), limits.tooLarge());
    }

    private void bodyEnded(Incoming current) {
        deadlines.arrived();
        if (phase == Phase.READING) {
            phase = Phase.HANDLING;
            hand(current.whole(channel.remoteAddress()), handler);
        } else if (phase == Phase.DROPPING && current.answered()) {
            taken(current);
        } else if (phase == Phase.DROPPING) {
            phase = Phase.HANDLING;
        }
    }

    private void hand(NettyRequest request, HttpHandler to) {
        exchange = new NettyExchange(this, request);
        exchange.guard(to);
    }

    // What goes out

    /**
     * Answers the exchange at hand.
     *
     * @param withNext whether it may wait for the answer to a request that has come with this one
     */
    void answer(Outgoing out, boolean withNext) {
        Incoming current = incoming;
        if (current == null || !channel.isActive()) {
            out.discard();
            return;
        }
        exchange = null;
        current.markAnswered();
        if (withNext && reading && phase == Phase.HANDLING && current.keepAlive()) {
            // Flushed with what comes next, or when this read turns out to have brought no more.
            sender.queue(out, current);
            taken(current);
            return;
        }
        long length = out.length();
        ChannelFuture sent = sender.send(out, current);
        if (phase == Phase.DROPPING && !current.wantsContinue()) {
            return;
        }
        if (sent.isSuccess()) {
            taken(current);
        } else {
            awaitTaken(sent, length, current);
        }
    }

    private void awaitTaken(ChannelFuture sent, long length, Incoming current) {
        phase = Phase.SENDING;
        deadlines.sending(length);
        sent.addListener(done -> {
            if (done.isSuccess()) {
                taken(current);
            } else {
                channel.close();
            }
        });
    }

    /** The client has the whole answer, and we its whole request. */
    private void taken(Incoming done) {
        done.release();
        incoming = null;
        if (!done.keepAlive()) {
            linger();
            return;
        }
        phase = Phase.WAITING;
        deadlines.idle();
        if (!parts.draining()) {
            parts.drain();
            timeArrival();
        }
    }

    // Ends

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent)) {
            return;
        }
        // A client gone for good looks the same from here; only a cut body is worth an answer.
        if (phase == Phase.READING) {
            refuse(Refusal.TRUNCATED);
        } else {
            channel.close();
        }
    }

    private void refuse(Refusal refusal) {
        giveUp();
        HttpResponse words = refusals().apply(refusal);
        sender.sendLast(Outgoing.memory(words)).addListener(done -> linger());
    }

    private void linger() {
        phase = Phase.CLOSING;
        deadlines.lingering();
        parts.drop();
        if (channel.isInputShutdown()) {
            channel.close();
            return;
        }
        parts.resumeReading();
        channel.shutdownOutput();
    }

    private void expired() {
        if (phase == Phase.READING || (phase == Phase.WAITING && deadlines.isArriving())) {
            refuse(Refusal.TOO_SLOW);
        } else if (phase != Phase.HANDLING) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadlines.close();
        parts.drop();
        giveUp();
        if (exchange != null) {
            exchange.abandon();
        }
    }

    /** The request at hand goes no further; a handler that waited for its body hears of it. */
    private void giveUp() {
        if (incoming != null) {
            if (phase == Phase.READING) {
                incoming.reportTruncated(handler, channel.remoteAddress());
            }
            incoming.release();
            incoming = null;
        }
        phase = Phase.CLOSING;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.trace("connection lost", cause);
        } else {
            LOG.error("connection failed", cause);
        }
        channel.close();
    }
}
