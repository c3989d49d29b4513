package dev.hearth.frontend.access;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionId;
import java.util.Map;

/**
 * What a function's own code may do: invoke functions and read what there is. It changes nothing,
 * not even itself, so code that was taken over cannot take over other functions. There are no roles
 * to grant it more yet.
 */
public final class FunctionPolicy implements OperationPolicy {
    private final FunctionId caller;

    public FunctionPolicy(FunctionId caller) {
        this.caller = caller;
    }

    @Override
    public void check(String operation, Map<String, String> path) {
        if (!operation.startsWith("Get") && !operation.startsWith("List")) {
            throw new ApiException(
                    ErrorCode.ACCESS_DENIED,
                    "User: %s is not authorized to perform: lambda:%s on resource: %s"
                                    .formatted(user(), operation, resource(path))
                            + " because no identity-based policy allows the lambda:%s action"
                                    .formatted(operation));
        }
    }

    /** As AWS names code that runs under a function's role: a session called after the function. */
    private String user() {
        return "arn:aws:sts::%s:assumed-role/hearth-function/%s"
                .formatted(caller.account(), caller.name());
    }

    private String resource(Map<String, String> path) {
        String name = path.get("FunctionName");
        if (name == null) {
            return "*";
        }
        return name.startsWith("arn:")
                ? name
                : new FunctionId(caller.account(), caller.region(), name).arn();
    }
}
