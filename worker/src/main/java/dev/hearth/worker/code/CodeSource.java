package dev.hearth.worker.code;

import java.io.IOException;
import java.nio.file.Path;

/** Where packages come from. */
@FunctionalInterface
public interface CodeSource {
    /**
     * The zip of a package, to be read only. May block.
     *
     * @param id SHA-256 of the package, lower-case hex
     * @throws IOException when there is no such package or it cannot be read
     */
    Path zip(String id) throws IOException;
}
