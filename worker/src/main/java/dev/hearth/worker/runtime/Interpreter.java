package dev.hearth.worker.runtime;

import dev.hearth.worker.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An interpreter found on the host.
 *
 * @param program the real program, no link and no shim
 * @param prefix the folder with all that it needs
 * @param version as it tells it
 */
record Interpreter(Path program, Path prefix, Version version) {
    private static final Path USR = Path.of("/usr");

    /** Set when sandboxes that see {@code /usr} do not see it anyway. */
    Optional<Path> language() {
        return prefix.startsWith(USR) ? Optional.empty() : Optional.of(prefix);
    }

    /** The program as processes inside see it. */
    String program(Sandbox.Paths inside) {
        return language().isEmpty()
                ? program.toString()
                : Path.of(inside.language()).resolve(prefix.relativize(program)).toString();
    }
}
