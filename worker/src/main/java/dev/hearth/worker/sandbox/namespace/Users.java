package dev.hearth.worker.sandbox.namespace;

import java.util.Map;

/**
 * The accounts a sandbox knows: its own, under the name AWS gives it, and two that tools expect.
 */
final class Users {
    private static final String NAME = "sbx_user1051";

    private Users() {}

    /** By name in {@link RootTemplate#OWN}. */
    static Map<String, String> files(int uid) {
        return Map.of(
                "passwd",
                """
                root:x:0:0:root:/root:/sbin/nologin
                %s:x:%d:%d::/home/%s:/sbin/nologin
                nobody:x:65534:65534:nobody:/:/sbin/nologin
                """
                        .formatted(NAME, uid, uid, NAME),
                "group",
                """
                root:x:0:
                %s:x:%d:
                nogroup:x:65534:
                """
                        .formatted(NAME, uid));
    }
}
