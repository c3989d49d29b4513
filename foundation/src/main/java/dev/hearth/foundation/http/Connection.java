package dev.hearth.foundation.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection: requests one after another, each read whole, handled, and answered
 * before the next begins. Lives on the connection's event loop; only {@link #send} may be called
 * from elsewhere.
 */
// A write or close that fails closes the channel, and Connection hears of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Connection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    /** Parts of further requests kept while one is served; with more, reading stops. */
    private static final int MAX_HELD = 16;

    /** A client must take its answer at least this fast, on average. */
    private static final int SLOWEST_TAKING_BYTES_PER_SECOND = 16 * 1024;

    /**
     * How long a connection at its end still drops what comes in. Closed at once, the kernel would
     * reset it, and a client still sending would not see its answer.
     */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private static final ByteBuf CONTINUE =
            Unpooled.unreleasableBuffer(
                    Unpooled.directBuffer()
                            .writeBytes("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII)));

    private enum Phase {
        /** Between requests, or in the middle of a head. */
        WAITING,
        /** A body is arriving. */
        READING,
        /** A body that is too large is arriving, and dropped. */
        DROPPING,
        /** A handler has the exchange. */
        HANDLING,
        /** The answer waits for the client to take it. */
        SENDING,
        /** All is said; what still comes is dropped. */
        CLOSING
    }

    private final SocketChannel channel;
    private final HttpLimits limits;
    private final BodyBudget budget;
    private final HttpHandler handler;
    private final RequestDecoder decoder;
    private final Sender sender;
    private final Alarm alarm;
    private final Queue<HttpObject> held = new ArrayDeque<>(1);

    private Phase phase = Phase.WAITING;
    private boolean clockRuns;
    private boolean pumping;
    private boolean reading;
    private boolean unflushed;
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
        this.sender = new Sender(channel, heads);
        this.alarm = new Alarm(channel.eventLoop(), this::expired);
    }

    HttpResponse refusal(Refusal refusal) {
        return limits.refusals().apply(refusal);
    }

    // What comes in

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        alarm.set(limits.idle());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        reading = true;
        held.add((HttpObject) message);
        pump();
        if (held.size() > MAX_HELD) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        if (unflushed && phase != Phase.HANDLING) {
            unflushed = false;
            channel.flush();
        }
        startClock();
    }

    /** A loop, not a recursion: a client may send a thousand requests that are answered at once. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        try {
            while (phase != Phase.HANDLING && phase != Phase.SENDING && !held.isEmpty()) {
                accept(held.remove());
            }
        } finally {
            pumping = false;
        }
        if (held.isEmpty()) {
            channel.config().setAutoRead(true);
        }
    }

    private void accept(HttpObject message) {
        try {
            if (message instanceof HttpRequest head && phase == Phase.WAITING) {
                begin(head);
            } else if (message instanceof HttpContent part) {
                continueBody(part);
            }
        } finally {
            ReferenceCountUtil.release(message);
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
            channel.writeAndFlush(CONTINUE.duplicate());
        }
    }

    private void continueBody(HttpContent part) {
        Incoming current = incoming;
        if (current == null || (phase != Phase.READING && phase != Phase.DROPPING)) {
            return;
        }
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
        stopClock();
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
        NettyExchange begun = new NettyExchange(this, request);
        exchange = begun;
        begun.guard(to);
    }

    // What goes out

    /**
     * Answers the exchange at hand; from any thread.
     *
     * @param withNext whether it may wait for the answer to a request that has come with this one
     */
    void send(HttpResponse response, boolean withNext) {
        Outgoing out = open(response);
        if (channel.eventLoop().inEventLoop()) {
            answer(out, withNext);
            return;
        }
        try {
            channel.eventLoop().execute(() -> answer(out, false));
        } catch (RejectedExecutionException e) {
            LOG.debug("answer dropped: the server is closed", e);
            out.discard();
        }
    }

    private Outgoing open(HttpResponse response) {
        try {
            return Outgoing.of(response);
        } catch (IOException e) {
            LOG.error("cannot open the file to answer with", e);
            return Outgoing.memory(refusal(Refusal.FAULT));
        }
    }

    private void answer(Outgoing out, boolean withNext) {
        Incoming current = incoming;
        if (current == null || !channel.isActive() || phase == Phase.CLOSING) {
            out.discard();
            return;
        }
        exchange = null;
        current.markAnswered();
        if (withNext && reading && phase == Phase.HANDLING && current.keepAlive()) {
            // Flushed with what comes next, or when this read turns out to have brought no more.
            sender.queue(out, current.isHead(), current.connection());
            unflushed = true;
            taken(current);
            return;
        }
        long length = out.length();
        unflushed = false;
        ChannelFuture sent = sender.send(out, current.isHead(), current.connection());
        if (phase == Phase.DROPPING && !current.wantsContinue()) {
            return;
        }
        if (sent.isSuccess()) {
            taken(current);
            return;
        }
        phase = Phase.SENDING;
        alarm.set(longestSending(length));
        sent.addListener(done -> {
            if (done.isSuccess()) {
                taken(current);
            } else {
                channel.close();
            }
        });
    }

    private Duration longestSending(long length) {
        return limits.slowest().isZero()
                ? Duration.ZERO
                : limits.slowest().plusSeconds(length / SLOWEST_TAKING_BYTES_PER_SECOND);
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
        alarm.set(limits.idle());
        if (!pumping) {
            pump();
            startClock();
        }
    }

    // Ends

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            nothingMoreComes();
        }
    }

    /** A client gone for good looks the same from here; only a cut body is worth an answer. */
    private void nothingMoreComes() {
        if (phase == Phase.READING) {
            refuse(Refusal.TRUNCATED);
        } else {
            channel.close();
        }
    }

    private void refuse(Refusal refusal) {
        giveBodyUp();
        forgetIncoming();
        phase = Phase.CLOSING;
        sender.send(Outgoing.memory(refusal(refusal)), false, "close")
                .addListener(done -> linger());
    }

    private void forgetIncoming() {
        if (incoming != null) {
            incoming.release();
            incoming = null;
        }
    }

    private void linger() {
        phase = Phase.CLOSING;
        alarm.set(LINGER);
        dropHeld();
        if (channel.isInputShutdown()) {
            channel.close();
            return;
        }
        channel.config().setAutoRead(true);
        channel.shutdownOutput();
    }

    private void giveBodyUp() {
        if (phase != Phase.READING || incoming == null) {
            return;
        }
        try {
            handler.truncated(incoming.withoutBody(channel.remoteAddress()));
        } catch (RuntimeException | Error e) {
            LOG.error("a handler failed over a truncated request", e);
        }
    }

    /** The time of a request that is arriving runs from the first read that did not finish it. */
    private void startClock() {
        boolean arriving =
                phase == Phase.READING
                        || phase == Phase.DROPPING
                        || (phase == Phase.WAITING && held.isEmpty() && decoder.midRequest());
        if (arriving && !clockRuns) {
            clockRuns = true;
            alarm.set(limits.slowest());
        }
    }

    private void stopClock() {
        clockRuns = false;
        alarm.off();
    }

    private void expired() {
        boolean unfinished = phase == Phase.READING || (phase == Phase.WAITING && clockRuns);
        if (unfinished) {
            refuse(Refusal.TOO_SLOW);
        } else if (phase != Phase.HANDLING) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        alarm.close();
        dropHeld();
        giveBodyUp();
        forgetIncoming();
        phase = Phase.CLOSING;
        if (exchange != null) {
            exchange.abandon();
        }
    }

    private void dropHeld() {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
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
