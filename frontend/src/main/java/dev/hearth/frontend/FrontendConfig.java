package dev.hearth.frontend;

import java.util.Map;
import java.util.Set;

/**
 * What the public edge is told.
 *
 * @param account twelve digits
 * @param hosts names, beside loopback's own, under which callers may reach an open listener
 * @param credentials secret by access key id. Empty: the listener is open, which is for loopback
 *     alone; any credentials will do, but no web page may call. Otherwise every request is verified
 */
public record FrontendConfig(
        String account, String region, Set<String> hosts, Map<String, String> credentials) {
    public FrontendConfig {
        hosts = Set.copyOf(hosts);
        credentials = Map.copyOf(credentials);
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "FrontendConfig[%s, %s, %s, %s]"
                .formatted(account, region, hosts, credentials.keySet());
    }
}
