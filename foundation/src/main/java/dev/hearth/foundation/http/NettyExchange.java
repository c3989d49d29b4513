package dev.hearth.foundation.http;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its answer, for any thread. Answered and abandoned exclude each other: whichever
 * comes first wins, from whatever thread.
 */
final class NettyExchange implements HttpExchange {
    private static final Logger LOG = LoggerFactory.getLogger(NettyExchange.class);

    private sealed interface State {}

    /** Not answered; what to run should the client go away. */
    private record Open(List<Runnable> whenGone) implements State {
        static final State NEW = new Open(List.of());

        Open with(Runnable action) {
            return new Open(
                    whenGone.isEmpty()
                            ? List.of(action)
                            : Stream.concat(whenGone.stream(), Stream.of(action)).toList());
        }
    }

    private enum Over implements State {
        ANSWERED,
        GONE
    }

    private final Connection connection;
    private final NettyRequest request;
    private final AtomicReference<State> state = new AtomicReference<>(Open.NEW);

    NettyExchange(Connection connection, NettyRequest request) {
        this.connection = connection;
        this.request = request;
    }

    @Override
    public HttpRequest request() {
        return request;
    }

    @Override
    public void respond(HttpResponse response) {
        if (end(Over.ANSWERED) != null) {
            send(response, false);
        }
    }

    @Override
    public void respondWithNext(HttpResponse response) {
        if (end(Over.ANSWERED) != null) {
            send(response, true);
        }
    }

    /**
     * Opens a file on the caller's thread, which may be one that can wait; the rest is the loop's.
     */
    private void send(HttpResponse response, boolean withNext) {
        Outgoing out = Outgoing.open(response, connection.refusals());
        if (connection.eventLoop().inEventLoop()) {
            connection.answer(out, withNext);
            return;
        }
        try {
            connection.eventLoop().execute(() -> connection.answer(out, false));
        } catch (RejectedExecutionException e) {
            LOG.debug("answer dropped: the server is closed", e);
            out.discard();
        }
    }

    @Override
    public void onAbandoned(Runnable action) {
        State now = state.get();
        while (now instanceof Open open) {
            if (state.compareAndSet(open, open.with(action))) {
                return;
            }
            now = state.get();
        }
        if (now == Over.GONE) {
            run(action);
        }
    }

    /** The client has gone. */
    void abandon() {
        Open open = end(Over.GONE);
        if (open != null) {
            open.whenGone.forEach(NettyExchange::run);
        }
    }

    /** What was open until now; null when another came first. */
    private @Nullable Open end(Over how) {
        State now = state.get();
        while (now instanceof Open open) {
            if (state.compareAndSet(open, how)) {
                return open;
            }
            now = state.get();
        }
        return null;
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LOG.error("what was to be done for a client that went away failed", e);
        }
    }

    @Override
    public void guard(HttpHandler handler) {
        try {
            handler.handle(this);
        } catch (RuntimeException | Error e) {
            LOG.error("{} {} failed", request.method(), request.rawPath(), e);
            respond(connection.refusals().apply(Refusal.FAULT));
        }
    }
}
