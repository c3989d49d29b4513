package dev.hearth.aws.auth;

import java.util.Optional;

/** The access keys that exist. Does not block. */
@FunctionalInterface
public interface Credentials {
    Optional<Secret> find(String accessKeyId);
}
