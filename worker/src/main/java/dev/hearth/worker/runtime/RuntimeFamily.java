package dev.hearth.worker.runtime;

import dev.hearth.api.error.ApiException;

/** Runtimes of one language. Looking for an interpreter may start programs: it blocks. */
interface RuntimeFamily {
    /**
     * @param identifier AWS's, such as {@code python3.13}
     */
    boolean takes(String identifier);

    /**
     * @throws ApiException {@code InvalidRuntimeException} naming what is missing and how to get it
     */
    LanguageRuntime find(String identifier, RuntimeFallback fallback);
}
