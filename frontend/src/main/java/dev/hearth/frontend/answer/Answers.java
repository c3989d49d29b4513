package dev.hearth.frontend.answer;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.error.ErrorAnswer;
import dev.hearth.foundation.actor.Failures;
import dev.hearth.foundation.http.HttpResponse;
import dev.hearth.foundation.http.Refusal;
import dev.hearth.foundation.time.Entropy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what went wrong becomes an HTTP answer. */
public final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private final Entropy entropy;

    public Answers(Entropy entropy) {
        this.entropy = entropy;
    }

    /** A request id for what is no invoke. */
    public String requestId() {
        return entropy.uuid().toString();
    }

    /** AWS's answer to a failure. Our own faults are logged here, callers' are theirs to see. */
    public HttpResponse failure(Throwable failure, String requestId) {
        Throwable cause = Failures.cause(failure);
        if (!(cause instanceof ApiException) && !(cause instanceof CancellationException)) {
            LOG.error("request {} failed", requestId, cause);
        }
        return response(ErrorAnswer.of(cause, requestId));
    }

    /** The server's own refusals, shaped as AWS's errors are. */
    public HttpResponse refusal(Refusal refusal) {
        String requestId = requestId();
        Throwable failure =
                switch (refusal) {
                    case FAULT -> new IllegalStateException();
                    case OVERLOADED ->
                            new ApiException(ErrorCode.SERVICE_UNAVAILABLE, sentence(refusal));
                    default -> new ApiException(ErrorCode.VALIDATION, sentence(refusal));
                };
        WireAnswer answer = ErrorAnswer.of(failure, requestId);
        return new HttpResponse(
                refusal.status(), headers(answer), new HttpResponse.Body.Bytes(answer.body()));
    }

    private static String sentence(Refusal refusal) {
        String words = refusal.words();
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static HttpResponse response(WireAnswer answer) {
        return new HttpResponse(
                answer.status(), headers(answer), new HttpResponse.Body.Bytes(answer.body()));
    }

    private static List<Map.Entry<String, String>> headers(WireAnswer answer) {
        return List.copyOf(answer.headers().entrySet());
    }
}
