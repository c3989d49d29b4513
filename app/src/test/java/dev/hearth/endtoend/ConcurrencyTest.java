package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.ThrottleReason;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

class ConcurrencyTest {
    private static final int MANY = 16;

    /**
     * Answers with a name of its own once all have come, or gives up: no environment serves two.
     */
    private static final String MEETING =
            """
            import os, time, uuid
            me = str(uuid.uuid4())
            def handler(event, context):
                time.sleep(event["seconds"])
                return me
            """;

    @Test
    void manyInvokesAtOnceEachHaveAnEnvironmentOfTheirOwn() throws Exception {
        try (Functions functions = new Functions(RunningHearth.endpoint());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            String name = functions.python("many-at-once", MEETING, r -> r.timeout(120));
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                answers.add(
                        callers.submit(() -> functions.invoke(name, "{\"seconds\":5}").payload()));
            }
            Set<String> environments = new HashSet<>();
            for (Future<String> answer : answers) {
                environments.add(answer.get());
            }
            assertEquals(MANY, environments.size());
            String next = functions.invoke(name, "{\"seconds\":0}").payload();
            assertTrue(environments.contains(next), "an idle environment was there, and not used");
            functions.delete(name);
        }
    }

    @Test
    void noReservedConcurrencyThrottlesEveryInvoke() {
        try (Functions functions = new Functions(RunningHearth.endpoint())) {
            String name = functions.python("reserved-none", MEETING);
            functions
                    .client()
                    .putFunctionConcurrency(
                            r -> r.functionName(name).reservedConcurrentExecutions(0));
            TooManyRequestsException refused =
                    assertThrows(
                            TooManyRequestsException.class,
                            () -> functions.invoke(name, "{\"seconds\":0}"));
            assertEquals(
                    ThrottleReason.RESERVED_FUNCTION_CONCURRENT_INVOCATION_LIMIT_EXCEEDED,
                    refused.reason());
            assertEquals(429, refused.statusCode());
            functions.client().deleteFunctionConcurrency(r -> r.functionName(name));
            assertTrue(functions.invoke(name, "{\"seconds\":0}").error().isEmpty());
            functions.delete(name);
        }
    }

    @Test
    void aReservedConcurrencyOfOneServesOneAtATime() throws Exception {
        try (Functions functions = new Functions(RunningHearth.endpoint());
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            String name = functions.python("reserved-one", MEETING, r -> r.timeout(60));
            functions
                    .client()
                    .putFunctionConcurrency(
                            r -> r.functionName(name).reservedConcurrentExecutions(1));
            List<Future<Boolean>> served = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                served.add(
                        callers.submit(() -> {
                            try {
                                functions.invoke(name, "{\"seconds\":4}");
                                return true;
                            } catch (TooManyRequestsException e) {
                                return false;
                            }
                        }));
            }
            int answered = 0;
            for (Future<Boolean> each : served) {
                answered += each.get() ? 1 : 0;
            }
            assertEquals(1, answered);
            functions.delete(name);
        }
    }

    @Test
    void whatAClientLeavesBehindServesTheNext() throws Exception {
        try (Functions functions = new Functions(RunningHearth.endpoint())) {
            String name = functions.python("left-alone", MEETING, r -> r.timeout(60));
            functions.invoke(name, "{\"seconds\":0}");
            URI endpoint = URI.create(RunningHearth.endpoint());
            try (Socket client = new Socket(endpoint.getHost(), endpoint.getPort())) {
                String event = "{\"seconds\":1}";
                String request =
                        "POST /2015-03-31/functions/%s/invocations HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(name, event.length(), event);
                client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(Optional.empty(), functions.invoke(name, "{\"seconds\":1}").error());
            }
            assertTrue(environments(name) <= 2, "an environment was lost with its client");
            functions.delete(name);
        }
    }

    private static long environments(String name) {
        return RunningHearth.server().status().environments().stream()
                .filter(e -> e.key().version().function().name().equals(name))
                .count();
    }
}
