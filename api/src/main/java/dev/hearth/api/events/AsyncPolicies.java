package dev.hearth.api.events;

import dev.hearth.api.function.FunctionId;
import java.util.Optional;

/** Finds the policy for an event. Memory only: never blocks. */
@FunctionalInterface
public interface AsyncPolicies {
    /**
     * @param qualifier as the event names it
     * @return none when there is no such function or qualifier any more
     */
    Optional<AsyncPolicy> find(FunctionId function, Optional<String> qualifier);
}
