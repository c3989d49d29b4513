package dev.hearth.aws.error;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.error.ThrottleReason;
import dev.hearth.aws.WireAnswer;
import org.junit.jupiter.api.Test;

final class ErrorAnswerTest {
    @Test
    void aCallersErrorCarriesItsTypeAndWords() {
        WireAnswer answer =
                ErrorAnswer.of(
                        new ApiException(ErrorCode.RESOURCE_NOT_FOUND, "Function not found: é\"\n"),
                        "r-1");

        assertEquals(404, answer.status());
        assertEquals("ResourceNotFoundException", answer.headers().get("x-amzn-ErrorType"));
        assertEquals("application/json", answer.headers().get("Content-Type"));
        assertEquals("r-1", answer.headers().get("x-amzn-RequestId"));
        assertEquals(
                "{\"Type\":\"User\",\"Message\":\"Function not found: é\\\"\\n\"}", body(answer));
    }

    @Test
    void whatAwsAnswersAheadOfTheServiceIsWordsAlone() {
        assertEquals(
                "{\"message\":\"Missing Authentication Token\"}",
                body(
                        ErrorAnswer.of(
                                new ApiException(
                                        ErrorCode.MISSING_AUTHENTICATION_TOKEN,
                                        "Missing Authentication Token"),
                                "r-1")));
    }

    @Test
    void throttlingSaysWhyAndWhenToComeBack() {
        WireAnswer answer =
                ErrorAnswer.of(ApiException.throttled(ThrottleReason.CALLER_RATE), "r-1");

        assertEquals(429, answer.status());
        assertEquals("1", answer.headers().get("Retry-After"));
        assertEquals(
                "{\"Reason\":\"CallerRateLimitExceeded\",\"Type\":\"User\",\"message\":\"Rate Exceeded.\"}",
                body(answer));
    }

    @Test
    void aFaultOfOursTellsNothingButTheRequestId() {
        WireAnswer answer =
                ErrorAnswer.of(
                        new IllegalStateException("secret-token in /home/x.java:12"), "r-42");

        assertEquals(500, answer.status());
        assertEquals("ServiceException", answer.headers().get("x-amzn-ErrorType"));
        assertEquals(
                "{\"Type\":\"Service\",\"Message\":\"The service encountered an internal error."
                        + " Its log has it under request id r-42.\"}",
                body(answer));
        assertFalse(body(answer).contains("secret"));
    }

    private static String body(WireAnswer answer) {
        return new String(answer.body(), UTF_8);
    }
}
