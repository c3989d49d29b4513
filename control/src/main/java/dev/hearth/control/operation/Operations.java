package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.aws.WireAnswer;
import java.util.Map;
import java.util.Set;

/** Every operation that is built, by AWS's name. */
public final class Operations {
    private final Map<String, Operation> built;

    public Operations(Map<String, Operation> built) {
        this.built = Map.copyOf(built);
    }

    public Set<String> names() {
        return built.keySet();
    }

    /**
     * @throws dev.hearth.api.error.ApiException {@code NotImplementedException} for an operation
     *     that isn't built, or what the operation refuses with
     */
    public WireAnswer run(ManagementCall call) {
        Operation operation = built.get(call.operation());
        if (operation == null) {
            throw Refusals.notBuilt(call.operation());
        }
        return operation.run(call);
    }
}
