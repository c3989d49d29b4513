package dev.hearth.api.control;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.function.FunctionRef;

/** The catalogue as the invoke path sees it. */
public interface Catalogue {
    /**
     * Resolves a name and qualifier to what runs now. Memory only: never blocks, never waits.
     *
     * @throws ApiException {@code ResourceNotFoundException} when there is no such function or
     *     qualifier; {@code ResourceConflictException} while the function is Pending
     */
    ResolvedFunction resolve(FunctionRef ref);
}
