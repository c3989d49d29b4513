package dev.hearth.aws.auth;

import dev.hearth.aws.uri.Percent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A request in the one form that client and server both sign. The rules are AWS's for every service
 * but S3: the path is normalised and encoded once more than it was sent.
 */
final class CanonicalRequest {
    private static final String SIGNATURE = "X-Amz-Signature=";
    private static final Pattern SPACES = Pattern.compile(" +");

    private CanonicalRequest() {}

    static String of(SignedRequest request, List<String> signedHeaders, String payloadHash) {
        return String.join(
                "\n",
                request.method(),
                path(request.rawPath()),
                query(request.rawQuery()),
                headers(request, signedHeaders),
                String.join(";", signedHeaders),
                payloadHash);
    }

    /** Without empty and dot segments; a slash at the end stays. */
    static String path(String rawPath) {
        Deque<String> kept = new ArrayDeque<>();
        for (String segment : rawPath.split("/", -1)) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> kept.pollLast();
                default -> kept.addLast(segment);
            }
        }
        String end = rawPath.endsWith("/") && !kept.isEmpty() ? "/" : "";
        return Percent.encodePath("/" + String.join("/", kept) + end);
    }

    /** Sorted by encoded name, then value, without a presigned request's own signature. */
    static String query(String rawQuery) {
        return Arrays.stream(rawQuery.split("&", -1))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith(SIGNATURE))
                .map(CanonicalRequest::pair)
                .sorted()
                .map(Pair::text)
                .collect(Collectors.joining("&"));
    }

    private static Pair pair(String raw) {
        int equals = raw.indexOf('=');
        return equals < 0
                ? new Pair(recode(raw), "")
                : new Pair(recode(raw.substring(0, equals)), recode(raw.substring(equals + 1)));
    }

    /** Clients differ in what they escape; the canonical form does not. */
    private static String recode(String raw) {
        return Percent.encode(Percent.decode(raw));
    }

    private static String headers(SignedRequest request, List<String> names) {
        return names.stream()
                .map(name -> name + ":" + value(request, name) + "\n")
                .collect(Collectors.joining());
    }

    private static String value(SignedRequest request, String name) {
        return request.headers().getOrDefault(name, List.of()).stream()
                .map(each -> SPACES.matcher(each.strip()).replaceAll(" "))
                .collect(Collectors.joining(","));
    }

    private record Pair(String name, String value) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : value.compareTo(other.value);
        }

        String text() {
            return name + "=" + value;
        }
    }
}
