package dev.hearth.frontend;

import dev.hearth.api.control.Management;
import dev.hearth.api.control.ManagementAnswer;
import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.aws.route.Match;
import dev.hearth.aws.route.RouteTable;
import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.foundation.http.HttpResponse;
import dev.hearth.frontend.access.OperationPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every operation but Invoke: finds which one a request is for, and has control carry it out. */
final class ManagementHandler {
    private final RouteTable routes;
    private final Management management;

    ManagementHandler(RouteTable routes, Management management) {
        this.routes = routes;
        this.management = management;
    }

    /** Blocks until the outcome is durable. */
    HttpResponse call(HttpRequest request, OperationPolicy policy, String requestId) {
        Match match =
                routes.match(request.method(), request.rawPath(), request.rawQuery())
                        .orElseThrow(() -> unknown(request));
        policy.check(match.operation(), match.path());
        ManagementAnswer answer =
                management.call(
                        new ManagementCall(
                                match.operation(),
                                match.path(),
                                match.query(),
                                firstValues(request.headers()),
                                request.body(),
                                "http://" + request.header("Host").orElse("127.0.0.1")));
        return response(answer, requestId);
    }

    private static ApiException unknown(HttpRequest request) {
        return new ApiException(
                ErrorCode.UNKNOWN_OPERATION,
                "The Lambda API has no operation at "
                        + request.method()
                        + " "
                        + request.rawPath()
                        + ".");
    }

    private static Map<String, String> firstValues(Map<String, List<String>> headers) {
        Map<String, String> first = HashMap.newHashMap(headers.size());
        headers.forEach((name, values) -> first.put(name, values.getFirst()));
        return first;
    }

    private static HttpResponse response(ManagementAnswer answer, String requestId) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(answer.headers().entrySet());
        headers.add(Map.entry("x-amzn-RequestId", requestId));
        return new HttpResponse(
                answer.status(), headers, new HttpResponse.Body.Bytes(answer.body()));
    }
}
