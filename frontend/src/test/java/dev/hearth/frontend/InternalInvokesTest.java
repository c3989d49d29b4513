package dev.hearth.frontend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.invoke.InvokeOrder;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.api.worker.InvokeResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class InternalInvokesTest {
    private static final byte[] PAYLOAD = "{\"a\":1}".getBytes(UTF_8);

    private final Scene scene = Scene.open();
    private final FakeBackend backend = scene.backend;

    @Test
    void anInvokeFromInsideTakesTheWayOfAll() {
        CompletableFuture<Invoked> invoked = invoke("hello", Optional.of("live"));
        assertFalse(invoked.isDone());
        backend.answer.complete(
                new InvokeResult(
                        "[2]".getBytes(UTF_8),
                        "application/json",
                        Optional.of("Unhandled"),
                        Optional.empty()));
        backend.ended.complete(true);

        assertEquals("$LATEST", invoked.join().executedVersion());
        assertEquals(Optional.of("Unhandled"), invoked.join().functionError());
        assertArrayEquals("[2]".getBytes(UTF_8), invoked.join().payload());
        assertEquals("the-id", backend.invokes.getFirst().requestId());
        assertSame(PAYLOAD, backend.invokes.getFirst().payload());
        assertEquals(
                "arn:aws:lambda:us-east-1:000000000000:function:hello:live",
                backend.invokes.getFirst().invokedArn());
        assertEquals(
                List.of(
                        "acquire",
                        "invoke environment-1",
                        "answered environment-1",
                        "release environment-1 true"),
                backend.events);
    }

    @Test
    void refusalsComeAsTheyAre() {
        backend.acquired =
                CompletableFuture.failedFuture(
                        ApiException.throttled(ThrottleReason.RESERVED_CONCURRENCY));

        assertEquals(ErrorCode.TOO_MANY_REQUESTS, failure(invoke("hello", Optional.empty())));
        assertEquals(ErrorCode.RESOURCE_NOT_FOUND, failure(invoke("absent", Optional.empty())));
    }

    private CompletableFuture<Invoked> invoke(String name, Optional<String> qualifier) {
        return scene.frontend
                .invokes()
                .invoke(
                        new InvokeOrder(
                                "the-id",
                                new FunctionId(FakeBackend.ACCOUNT, FakeBackend.REGION, name),
                                qualifier,
                                PAYLOAD,
                                ""));
    }

    private static ErrorCode failure(CompletableFuture<Invoked> invoked) {
        return ((ApiException) invoked.exceptionNow()).code();
    }
}
