package dev.hearth.events.destination;

import dev.hearth.api.error.ApiException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What to make of a delivery that failed. */
final class Troubles {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

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
}
