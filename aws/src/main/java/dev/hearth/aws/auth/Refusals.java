package dev.hearth.aws.auth;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;

/** AWS's words to a caller it does not believe. */
final class Refusals {
    private Refusals() {}

    static ApiException unsigned() {
        return new ApiException(
                ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }

    static ApiException incomplete(String words) {
        return new ApiException(ErrorCode.INCOMPLETE_SIGNATURE, words);
    }

    static ApiException unknownKey() {
        return new ApiException(
                ErrorCode.UNRECOGNIZED_CLIENT,
                "The security token included in the request is invalid.");
    }

    static ApiException expiredKey() {
        return new ApiException(
                ErrorCode.EXPIRED_TOKEN, "The security token included in the request is expired");
    }

    static ApiException invalid(String words) {
        return new ApiException(ErrorCode.INVALID_SIGNATURE, words);
    }

    static ApiException mismatch() {
        return invalid(
                "The request signature we calculated does not match the signature you provided."
                        + " Check your AWS Secret Access Key and signing method."
                        + " Consult the service documentation for details.");
    }
}
