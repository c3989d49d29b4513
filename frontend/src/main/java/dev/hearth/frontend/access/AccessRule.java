package dev.hearth.frontend.access;

import dev.hearth.foundation.http.HttpRequest;

/** Whether a request may come in at all, before anybody asks what it wants. */
@FunctionalInterface
public interface AccessRule {
    /**
     * @throws dev.hearth.api.error.ApiException saying why not
     */
    void check(HttpRequest request);
}
