package dev.hearth.frontend.access;

import java.util.Map;

/** Which operations a listener's callers may use. */
@FunctionalInterface
public interface OperationPolicy {
    /** Whoever may come in may do everything. */
    OperationPolicy EVERYTHING = (operation, path) -> {};

    /**
     * @param operation AWS's name
     * @param path the path's labels, decoded
     * @throws dev.hearth.api.error.ApiException {@code AccessDeniedException} naming the action and
     *     what it was meant for
     */
    void check(String operation, Map<String, String> path);
}
