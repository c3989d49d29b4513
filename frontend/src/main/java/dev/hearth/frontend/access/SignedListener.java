package dev.hearth.frontend.access;

import dev.hearth.api.worker.EnvironmentIdentity;
import dev.hearth.aws.auth.Credentials;
import dev.hearth.aws.auth.Secret;
import dev.hearth.aws.auth.SigV4Verifier;
import dev.hearth.aws.auth.SignedRequest;
import dev.hearth.foundation.http.HttpRequest;
import dev.hearth.foundation.time.Clock;
import dev.hearth.frontend.inspect.OwnPaths;
import java.util.Map;
import java.util.Optional;

/**
 * The rule of a listener whose callers must prove who they are: every request is signed with AWS's
 * Signature Version 4.
 */
public final class SignedListener implements AccessRule {
    private static final String SERVICE = "lambda";

    private final SigV4Verifier verifier;
    private final Clock clock;

    private SignedListener(Credentials credentials, Clock clock) {
        this.verifier = new SigV4Verifier(SERVICE, credentials);
        this.clock = clock;
    }

    /**
     * Takes the credentials that were configured.
     *
     * @param secrets by access key id
     */
    public static SignedListener configured(Map<String, String> secrets, Clock clock) {
        return new SignedListener(
                id -> Optional.ofNullable(secrets.get(id)).map(Secret::lasting), clock);
    }

    /**
     * Takes the credentials of one execution environment, with its session token, and no others.
     */
    public static SignedListener of(EnvironmentIdentity caller, Clock clock) {
        Secret secret =
                new Secret(
                        caller.secretAccessKey(),
                        Optional.of(caller.sessionToken()),
                        Optional.empty());
        return new SignedListener(
                id -> id.equals(caller.accessKeyId()) ? Optional.of(secret) : Optional.empty(),
                clock);
    }

    @Override
    public void check(HttpRequest request) {
        if (!OwnPaths.isPublic(request.rawPath())) {
            verifier.verify(signed(request), clock.now());
        }
    }

    private static SignedRequest signed(HttpRequest request) {
        return new SignedRequest(
                request.method(),
                request.rawPath(),
                request.rawQuery(),
                request.headers(),
                request.body());
    }
}
