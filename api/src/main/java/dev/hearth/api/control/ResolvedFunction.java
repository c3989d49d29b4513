package dev.hearth.api.control;

import dev.hearth.api.function.FunctionConfig;
import java.util.OptionalInt;

/**
 * What a qualifier means at this moment.
 *
 * @param reserved the function's reserved concurrency: floor and ceiling over all its versions
 * @param unreserved the account's concurrency that is left to functions without a reservation
 */
public record ResolvedFunction(FunctionConfig config, OptionalInt reserved, int unreserved) {}
