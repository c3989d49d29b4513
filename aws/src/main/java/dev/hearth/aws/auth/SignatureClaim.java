package dev.hearth.aws.auth;

import dev.hearth.aws.uri.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A signature as a request states it, in its headers or, presigned, in its query.
 *
 * @param signed names of the headers it covers, lower-case, in order
 * @param time when it was made, to the second
 * @param lifetime how long a presigned request is good for
 */
record SignatureClaim(
        CredentialScope scope,
        List<String> signed,
        String signature,
        Instant time,
        Optional<Duration> lifetime,
        Optional<String> sessionToken) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final long MAX_PRESIGNED_SECONDS = Duration.ofDays(7).toSeconds();

    boolean isPresigned() {
        return lifetime.isPresent();
    }

    String timeText() {
        return TIME.format(time);
    }

    /**
     * @throws dev.hearth.api.error.ApiException when there is none, or not a whole one
     */
    static SignatureClaim of(SignedRequest request) {
        Optional<String> authorization = request.header("authorization");
        if (authorization.isPresent()) {
            return ofHeaders(authorization.get(), request);
        }
        Map<String, List<String>> query = Query.parse(request.rawQuery());
        if (query.containsKey("X-Amz-Algorithm")) {
            return ofQuery(query);
        }
        throw Refusals.unsigned();
    }

    /** The name=value pairs after the algorithm. */
    static Map<String, String> parameters(String authorization) {
        Map<String, String> parameters = new HashMap<>();
        String text = authorization.substring(authorization.indexOf(' ') + 1);
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
            }
        }
        return parameters;
    }

    private static SignatureClaim ofHeaders(String authorization, SignedRequest request) {
        requireAlgorithm(authorization.split(" ", 2)[0]);
        Map<String, String> parameters = parameters(authorization);
        String date = request.header("x-amz-date").orElse(null);
        requireAll(
                Stream.of("Credential", "Signature", "SignedHeaders")
                        .filter(name -> !parameters.containsKey(name))
                        .map(name -> "Authorization header requires '" + name + "' parameter."),
                date == null
                        ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
                        : null);
        return new SignatureClaim(
                scope(parameters.get("Credential")),
                headerNames(parameters.get("SignedHeaders")),
                text(parameters.get("Signature")),
                time(text(date)),
                Optional.empty(),
                request.header("x-amz-security-token"));
    }

    private static SignatureClaim ofQuery(Map<String, List<String>> query) {
        Map<String, String> parameters =
                query.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> each.getValue().getFirst()));
        requireAlgorithm(text(parameters.get("X-Amz-Algorithm")));
        requireAll(
                Stream.of(
                                "X-Amz-Credential",
                                "X-Amz-Signature",
                                "X-Amz-SignedHeaders",
                                "X-Amz-Date",
                                "X-Amz-Expires")
                        .filter(name -> !parameters.containsKey(name))
                        .map(name -> "AWS query-string parameters must include '" + name + "'."),
                null);
        return new SignatureClaim(
                scope(parameters.get("X-Amz-Credential")),
                headerNames(parameters.get("X-Amz-SignedHeaders")),
                text(parameters.get("X-Amz-Signature")),
                time(text(parameters.get("X-Amz-Date"))),
                Optional.of(lifetime(text(parameters.get("X-Amz-Expires")))),
                Optional.ofNullable(parameters.get("X-Amz-Security-Token")));
    }

    private static void requireAlgorithm(String algorithm) {
        if (!algorithm.equals(ALGORITHM)) {
            throw Refusals.incomplete("Unsupported AWS 'algorithm': '" + algorithm + "'.");
        }
    }

    private static void requireAll(Stream<String> missing, @Nullable String further) {
        List<String> words = new ArrayList<>(missing.toList());
        if (further != null) {
            words.add(further);
        }
        if (!words.isEmpty()) {
            throw Refusals.incomplete(String.join(" ", words));
        }
    }

    private static CredentialScope scope(@Nullable String text) {
        return CredentialScope.parse(text)
                .orElseThrow(() ->
                        Refusals.incomplete(
                                "Credential must have exactly 5 slash-delimited elements, e.g."
                                        + " keyid/date/region/service/term, got '"
                                        + text
                                        + "'"));
    }

    private static List<String> headerNames(@Nullable String text) {
        return List.of(text(text).split(";", -1));
    }

    private static Instant time(String text) {
        try {
            return TIME.parse(text, Instant::from);
        } catch (DateTimeParseException _) {
            throw Refusals.incomplete(
                    "Date must be in ISO-8601 'basic format'. Got '%s'. See http://en.wikipedia.org/wiki/ISO_8601"
                            .formatted(text));
        }
    }

    private static Duration lifetime(String text) {
        try {
            long seconds = Long.parseLong(text);
            if (seconds >= 1 && seconds <= MAX_PRESIGNED_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException _) {
            // Not a number is as wrong as one out of range.
        }
        throw Refusals.incomplete(
                "X-Amz-Expires must be a number of seconds from 1 to %d. Got '%s'."
                        .formatted(MAX_PRESIGNED_SECONDS, text));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
