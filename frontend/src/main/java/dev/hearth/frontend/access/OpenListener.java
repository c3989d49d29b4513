package dev.hearth.frontend.access;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.foundation.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The rule of a listener on loopback, which takes any credentials, as local tools expect: no web
 * page may call it. A page gives itself away by its {@code Origin}, by {@code Sec-Fetch-Site}, or,
 * when it has pointed a name of its own at this machine, by {@code Host}.
 */
public final class OpenListener implements AccessRule {
    private static final Set<String> OWN_SITES = Set.of("same-origin", "same-site", "none");

    private final Set<String> hosts;

    /**
     * @param hosts names under which callers may come, beside loopback's own
     */
    public OpenListener(Set<String> hosts) {
        this.hosts = Set.copyOf(hosts);
    }

    @Override
    public void check(HttpRequest request) {
        String host = request.header("Host").orElse("");
        if (!isOurs(withoutPort(host))) {
            throw denied(
                    "The Host header '%s' is neither loopback nor one of the configured names."
                            .formatted(host));
        }
        Optional<String> origin = request.header("Origin");
        if (origin.isPresent() && !isOurs(hostOf(origin.get()))) {
            throw denied("Requests from the web page at '%s' are refused.".formatted(origin.get()));
        }
        Optional<String> site = request.header("Sec-Fetch-Site");
        if (site.isPresent() && !OWN_SITES.contains(site.get())) {
            throw denied("Requests from web pages of another site are refused.");
        }
    }

    private boolean isOurs(String host) {
        return host.equals("localhost")
                || isLoopbackAddress(host)
                || host.endsWith(".localhost")
                || hosts.contains(host);
    }

    private static boolean isLoopbackAddress(String host) {
        return host.equals("[::1]")
                || (host.startsWith("127.")
                        && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean port = colon > host.lastIndexOf(']');
        return (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
    }

    private static String hostOf(String origin) {
        try {
            String host = new URI(origin).getHost();
            return host == null ? "" : host.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static ApiException denied(String why) {
        return new ApiException(ErrorCode.ACCESS_DENIED, why);
    }
}
