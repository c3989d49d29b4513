package dev.hearth.frontend;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.aws.route.Match;
import dev.hearth.aws.route.RouteTable;
import dev.hearth.foundation.http.HttpExchange;
import dev.hearth.foundation.http.HttpLimits;
import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.frontend.answer.Answers;
import dev.hearth.frontend.invoke.Invoker;
import java.time.Duration;
import java.util.Set;

/** What the frontend's listeners take from a client. */
final class FrontendLimits {
    /** Longest ARN, query values included, with room to spare. */
    private static final int MAX_LINE = 8 * 1024;

    /** A client context (3,583 bytes), a signature and a long session token, twice over. */
    private static final int MAX_HEAD = 32 * 1024;

    /** AWS's limit where a package travels in the request: 50 MB in base64. */
    private static final long MAX_PACKAGE_BODY = 69_905_067;

    private static final Set<String> TAKE_PACKAGES =
            Set.of("CreateFunction", "UpdateFunctionCode", "PublishLayerVersion");

    /** The server's own limit is the public listener's, too. */
    private static final long PUBLIC_BODIES = Long.MAX_VALUE;

    /** Of one environment: a few payloads of the largest size. */
    private static final long SANDBOX_BODIES = 4L * Invoker.MAX_PAYLOAD_BYTES;

    private static final int PUBLIC_CONNECTIONS = 4_096;
    private static final int SANDBOX_CONNECTIONS = 128;

    /** A package of 50 MB over a line of 5 Mbit/s. */
    private static final Duration SLOWEST = Duration.ofMinutes(2);

    /** Longer than AWS's SDKs keep a connection, so that they are the ones to close it. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final RouteTable routes;
    private final Answers answers;

    FrontendLimits(RouteTable routes, Answers answers) {
        this.routes = routes;
        this.answers = answers;
    }

    HttpLimits forPublic() {
        return limits(PUBLIC_BODIES, PUBLIC_CONNECTIONS);
    }

    HttpLimits forSandbox() {
        return limits(SANDBOX_BODIES, SANDBOX_CONNECTIONS);
    }

    private HttpLimits limits(long bodies, int connections) {
        return new HttpLimits(
                MAX_LINE,
                MAX_HEAD,
                this::maxBody,
                bodies,
                this::tooLarge,
                answers::refusal,
                connections,
                SLOWEST,
                IDLE);
    }

    private long maxBody(String method, String rawPath) {
        if (Invoker.handles(method, rawPath)) {
            return Invoker.MAX_PAYLOAD_BYTES;
        }
        return TAKE_PACKAGES.contains(operation(method, rawPath))
                ? MAX_PACKAGE_BODY
                : Invoker.MAX_PAYLOAD_BYTES;
    }

    private String operation(String method, String rawPath) {
        try {
            return routes.match(method, rawPath, "").map(Match::operation).orElse("");
        } catch (ApiException e) {
            // A path that cannot be decoded is no operation's; routing will say why.
            return "";
        }
    }

    private void tooLarge(HttpExchange exchange) {
        HttpRequest request = exchange.request();
        exchange.respond(answers.failure(why(request), answers.requestId()));
    }

    private ApiException why(HttpRequest request) {
        if (Invoker.handles(request.method(), request.rawPath())) {
            return Invoker.payloadTooLarge();
        }
        return new ApiException(
                ErrorCode.REQUEST_ENTITY_TOO_LARGE,
                "Request must be smaller than %d bytes for the %s operation"
                        .formatted(
                                maxBody(request.method(), request.rawPath()),
                                operation(request.method(), request.rawPath())));
    }
}
