package dev.hearth.frontend;

import dev.hearth.foundation.http.HttpExchange;
import dev.hearth.foundation.http.HttpHandler;
import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.frontend.access.AccessRule;
import dev.hearth.frontend.access.OperationPolicy;
import dev.hearth.frontend.answer.Answers;
import dev.hearth.frontend.inspect.OwnPaths;
import dev.hearth.frontend.invoke.EventInvoker;
import dev.hearth.frontend.invoke.Invoker;
import java.util.Map;

/** One kind of listener: its rules, and the way from a request to whoever serves it. */
final class Edge implements HttpHandler {
    /** Hashing or checking more than this would keep other connections waiting too long. */
    private static final int MAX_BYTES_ON_EVENT_LOOP = 64 * 1024;

    private final AccessRule access;
    private final OperationPolicy policy;
    private final Invoker invoker;
    private final EventInvoker eventInvoker;
    private final ManagementHandler management;
    private final OwnPaths own;
    private final Answers answers;

    Edge(
            AccessRule access,
            OperationPolicy policy,
            Invoker invoker,
            EventInvoker eventInvoker,
            ManagementHandler management,
            OwnPaths own,
            Answers answers) {
        this.access = access;
        this.policy = policy;
        this.invoker = invoker;
        this.eventInvoker = eventInvoker;
        this.management = management;
        this.own = own;
        this.answers = answers;
    }

    @Override
    public void handle(HttpExchange exchange) {
        HttpRequest request = exchange.request();
        boolean quick =
                Invoker.handles(request.method(), request.rawPath())
                        && request.body().length <= MAX_BYTES_ON_EVENT_LOOP;
        if (quick) {
            admitAndServe(exchange);
        } else {
            HttpHandler.blocking(this::admitAndServe).handle(exchange);
        }
    }

    private void admitAndServe(HttpExchange exchange) {
        String requestId = answers.requestId();
        try {
            access.check(exchange.request());
            serve(exchange, requestId);
        } catch (RuntimeException e) {
            exchange.respond(answers.failure(e, requestId));
        }
    }

    private void serve(HttpExchange exchange, String requestId) {
        HttpRequest request = exchange.request();
        if (Invoker.handles(request.method(), request.rawPath())) {
            invoker.invoke(exchange, requestId);
        } else if (OwnPaths.handles(request.rawPath())) {
            if (!OwnPaths.isPublic(request.rawPath())) {
                policy.check("InspectServer", Map.of());
            }
            own.handle(exchange);
        } else if (EventInvoker.handles(request.method(), request.rawPath())) {
            eventInvoker.invokeAsync(exchange, requestId);
        } else {
            exchange.respond(management.call(request, policy, requestId));
        }
    }
}
