package dev.hearth.api.control;

import dev.hearth.api.function.FunctionId;

/** Is told when what a function name resolves to has changed. Called in order; must not block. */
@FunctionalInterface
public interface FunctionListener {
    /**
     * @param generation environments of {@code $LATEST} made for an older one are stale
     * @param deleted the function is gone with all its versions
     */
    void functionChanged(FunctionId function, long generation, boolean deleted);
}
