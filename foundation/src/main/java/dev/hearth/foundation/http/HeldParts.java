package dev.hearth.foundation.http;

import io.netty.channel.ChannelConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The parts of requests, in the order they came: handed out at once when they are wanted, kept
 * while another request is served. Owns each part until it has been taken, and switches the
 * channel's reading. Belongs to its event loop's thread.
 */
final class HeldParts {
    /** With more than this, reading stops until all are taken. */
    private static final int MAX_HELD = 16;

    private final ChannelConfig channel;
    private final BooleanSupplier wanted;
    private final Consumer<HttpObject> taker;
    private final Queue<HttpObject> held = new ArrayDeque<>(1);
    private boolean draining;

    /**
     * @param wanted asked before each part
     * @param taker may look at a part while it is called, and not after
     */
    HeldParts(ChannelConfig channel, BooleanSupplier wanted, Consumer<HttpObject> taker) {
        this.channel = channel;
        this.wanted = wanted;
        this.taker = taker;
    }

    void add(HttpObject part) {
        held.add(part);
        drain();
        if (held.size() > MAX_HELD) {
            channel.setAutoRead(false);
        }
    }

    /**
     * Hands out what is wanted. A loop, not a recursion: a client may send a thousand requests that
     * are answered at once, and each answer asks for the next request.
     */
    void drain() {
        if (draining) {
            return;
        }
        draining = true;
        try {
            while (!held.isEmpty() && wanted.getAsBoolean()) {
                handOut(held.remove());
            }
        } finally {
            draining = false;
        }
        if (held.isEmpty()) {
            resumeReading();
        }
    }

    private void handOut(HttpObject part) {
        try {
            taker.accept(part);
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    /** Whether {@link #drain} is at it further up the stack, and will go on by itself. */
    boolean draining() {
        return draining;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    void resumeReading() {
        channel.setAutoRead(true);
    }

    void drop() {
        held.forEach(ReferenceCountUtil::release);
        held.clear();
    }
}
