package dev.hearth.frontend.access;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import java.util.Map;
import java.util.Optional;

/**
 * What a function's own code may do: invoke any function, and read about itself. It changes
 * nothing, not even itself, and reads nothing of others, whose configurations hold their secrets:
 * code that was taken over takes nothing else over. There are no roles yet that could grant more.
 */
public final class FunctionPolicy implements OperationPolicy {
    private final FunctionId caller;

    public FunctionPolicy(FunctionId caller) {
        this.caller = caller;
    }

    @Override
    public void check(String operation, Map<String, String> path) {
        String function = path.getOrDefault("FunctionName", "");
        boolean reads = operation.startsWith("Get") || operation.startsWith("List");
        if (reads && isCaller(function)) {
            return;
        }
        throw new ApiException(
                ErrorCode.ACCESS_DENIED,
                "User: %s is not authorized to perform: lambda:%s on resource: %s"
                                .formatted(user(), operation, resource(function))
                        + " because no identity-based policy allows the lambda:%s action"
                                .formatted(operation));
    }

    private boolean isCaller(String function) {
        if (function.isEmpty()) {
            return false;
        }
        FunctionRef named = FunctionRef.parse(function, Optional.empty());
        return named.name().equals(caller.name())
                && named.account().orElse(caller.account()).equals(caller.account())
                && named.region().orElse(caller.region()).equals(caller.region());
    }

    /** As AWS names code that runs under a function's role: a session called after the function. */
    private String user() {
        return "arn:aws:sts::%s:assumed-role/hearth-function/%s"
                .formatted(caller.account(), caller.name());
    }

    private String resource(String function) {
        if (function.isEmpty()) {
            return "*";
        }
        return function.startsWith("arn:")
                ? function
                : new FunctionId(caller.account(), caller.region(), function).arn();
    }
}
