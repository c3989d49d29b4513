package dev.hearth.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
}
