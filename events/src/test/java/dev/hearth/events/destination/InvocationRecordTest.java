package dev.hearth.events.destination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.events.queue.Untold.Condition;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvocationRecordTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    @Test
    void aSuccess() {
        assertEquals(
                """
                {"version":"1.0","timestamp":"2026-01-02T03:04:05.678Z",\
                "requestContext":{"requestId":"11111111-2222-4333-8444-555555555555",\
                "functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",\
                "condition":"Success","approximateInvokeCount":1},\
                "requestPayload":{"k":1},\
                "responseContext":{"statusCode":200,"executedVersion":"7"},\
                "responsePayload":[1, 2]}\
                """,
                record(Endings.success("arn", "[1, 2]")));
    }

    @Test
    void aFailure() {
        assertEquals(
                """
                {"version":"1.0","timestamp":"2026-01-02T03:04:05.678Z",\
                "requestContext":{"requestId":"11111111-2222-4333-8444-555555555555",\
                "functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",\
                "condition":"RetriesExhausted","approximateInvokeCount":3},\
                "requestPayload":{"k":1},\
                "responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},\
                "responsePayload":{"errorMessage":"boom","errorType":"Error"}}\
                """,
                record(Endings.failure(Optional.empty(), Optional.empty())));
    }

    @Test
    void anEventThatGrewTooOldUnanswered() {
        assertEquals(
                """
                {"version":"1.0","timestamp":"2026-01-02T03:04:05.678Z",\
                "requestContext":{"requestId":"11111111-2222-4333-8444-555555555555",\
                "functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",\
                "condition":"EventAgeExceeded","approximateInvokeCount":0},\
                "requestPayload":{"k":1},\
                "responseContext":{"statusCode":429},\
                "responsePayload":null}\
                """,
                record(Endings.unanswered("arn", Condition.EVENT_AGE_EXCEEDED)));
    }

    @Test
    void anEventOfAFunctionThatMayNotRun() {
        assertEquals(
                """
                {"version":"1.0","timestamp":"2026-01-02T03:04:05.678Z",\
                "requestContext":{"requestId":"11111111-2222-4333-8444-555555555555",\
                "functionArn":"arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST",\
                "condition":"ZeroReservedConcurrency","approximateInvokeCount":0},\
                "requestPayload":{"k":1}}\
                """,
                record(Endings.unanswered("arn", Condition.ZERO_RESERVED_CONCURRENCY)));
    }

    @Test
    void anAnswerThatIsNoJsonGoesAlongAsAString() {
        String record = record(Endings.success("arn", "not \"json\""));

        assertEquals(
                "\"responsePayload\":\"not \\\"json\\\"\"}",
                record.substring(record.indexOf("\"responsePayload\"")));
    }

    private static String record(Ending ending) {
        return new String(InvocationRecord.of(ending, NOW, true), UTF_8);
    }
}
