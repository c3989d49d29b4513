package dev.hearth.worker.runtime;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runtimes of this host, each looked for when first asked for and remembered once found; one
 * that is missing is looked for again, since people install what they are told to.
 */
public final class Runtimes {
    private final List<RuntimeFamily> families;
    private final RuntimeFallback fallback;
    private final Map<String, LanguageRuntime> found = new ConcurrentHashMap<>();

    /**
     * @param clients where our runtime clients are laid out
     */
    public Runtimes(Path clients, RuntimeFallback fallback) {
        ClientFiles files = new ClientFiles(clients);
        this.families =
                List.of(
                        new InterpretedFamily(new PythonLanguage(), files),
                        new InterpretedFamily(new NodeLanguage(), files),
                        new InterpretedFamily(new JavaLanguage(), files),
                        new ProvidedFamily());
        this.fallback = fallback;
    }

    /**
     * Blocks for as long as it takes to ask an interpreter its version, the first time.
     *
     * @param identifier AWS's, such as {@code python3.13}
     * @param architecture {@code x86_64} or {@code arm64}
     * @throws ApiException {@code InvalidRuntimeException}, naming what is missing
     */
    public LanguageRuntime find(String identifier, String architecture) {
        requireHost(architecture);
        LanguageRuntime known = found.get(identifier);
        if (known != null) {
            return known;
        }
        LanguageRuntime runtime =
                families.stream()
                        .filter(family -> family.takes(identifier))
                        .findFirst()
                        .orElseThrow(() -> unknown(identifier))
                        .find(identifier, fallback);
        found.put(identifier, runtime);
        return runtime;
    }

    private static void requireHost(String architecture) {
        String host = Architecture.ofHost();
        if (!architecture.equals(host)) {
            throw new ApiException(
                    ErrorCode.INVALID_RUNTIME,
                    "The function is built for "
                            + architecture
                            + ", this host is "
                            + host
                            + ": build it for "
                            + host
                            + " and set Architectures to ["
                            + host
                            + "].");
        }
    }

    private static ApiException unknown(String identifier) {
        return new ApiException(
                ErrorCode.INVALID_RUNTIME,
                "The runtime "
                        + identifier
                        + " is not one that Hearth runs; it runs python3.x, nodejs, java and"
                        + " provided.*");
    }
}
