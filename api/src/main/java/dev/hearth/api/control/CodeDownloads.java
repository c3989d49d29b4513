package dev.hearth.api.control;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Function packages for whoever holds a link that {@code GetFunction} gave out: {@code
 * /_hearth/code/<token>} below the API's own address.
 */
public interface CodeDownloads {
    String PATH = "/_hearth/code/";

    /** The zip behind a token; none when the token is not genuine, expired, or its code is gone. */
    Optional<Path> codeFor(String token);
}
