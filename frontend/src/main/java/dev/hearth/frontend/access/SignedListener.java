package dev.hearth.frontend.access;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.worker.EnvironmentIdentity;
import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.frontend.inspect.OwnPaths;
import java.util.Map;
import java.util.Optional;

/** The rule of a listener whose callers must be known: every request is signed with AWS's SigV4. */
public final class SignedListener implements AccessRule {
    private final Map<String, String> secrets;
    private final Optional<String> sessionToken;

    private SignedListener(Map<String, String> secrets, Optional<String> sessionToken) {
        this.secrets = Map.copyOf(secrets);
        this.sessionToken = sessionToken;
    }

    /**
     * @param secrets by access key id
     */
    public static SignedListener configured(Map<String, String> secrets) {
        return new SignedListener(secrets, Optional.empty());
    }

    /** Takes the credentials of one execution environment and no others. */
    public static SignedListener of(EnvironmentIdentity caller) {
        return new SignedListener(
                Map.of(caller.accessKeyId(), caller.secretAccessKey()),
                Optional.of(caller.sessionToken()));
    }

    @Override
    public void check(HttpRequest request) {
        if (OwnPaths.isPublic(request.rawPath())) {
            return;
        }
        String authorization =
                request.header("Authorization")
                        .orElseThrow(() ->
                                new ApiException(
                                        ErrorCode.MISSING_AUTHENTICATION_TOKEN,
                                        "Missing Authentication Token"));
        boolean known =
                secrets.keySet().stream()
                        .anyMatch(id -> authorization.contains("Credential=" + id + "/"));
        if (!known || !request.header("X-Amz-Security-Token").equals(sessionToken)) {
            throw new ApiException(
                    ErrorCode.UNRECOGNIZED_CLIENT,
                    "The security token included in the request is invalid.");
        }
    }
}
