package dev.hearth.events.destination;

import dev.hearth.api.error.ApiException;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What to make of a delivery that failed. */
final class Troubles {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** The first two are SQS's; others that speak its protocol have the rest. */
    private static final Pattern REFUSED_CONTENT =
            Pattern.compile(
                    "(InvalidMessageContents|InvalidParameterValue|InvalidAttributeValue)(Exception)?");

    private Troubles() {}

    /** Whether it may go well later: the service is down, slow or busy. */
    static boolean pass(Throwable trouble) {
        return switch (trouble) {
            case AwsServiceException e ->
                    e.statusCode() >= SERVER_ERROR
                            || e.statusCode() == TOO_MANY_REQUESTS
                            || e.isThrottlingException();
            case SdkClientException _ -> true;
            case ApiException e ->
                    e.code().status() >= SERVER_ERROR || e.code().status() == TOO_MANY_REQUESTS;
            default -> false;
        };
    }

    /** Whether SQS says that there is something in a message which it does not take. */
    static boolean isRefusedContent(AwsServiceException trouble) {
        return Optional.ofNullable(trouble.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .filter(code -> REFUSED_CONTENT.matcher(code).matches())
                .isPresent();
    }
}
