package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.journal.CatalogueOwner;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConcurrencyResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionConcurrencyResponse;

/** PutFunctionConcurrency, GetFunctionConcurrency and DeleteFunctionConcurrency. */
final class ReservedConcurrency {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    /** What must be left to functions without a reservation. */
    private static final int MIN_UNRESERVED = 100;

    private final FunctionIndex index;
    private final CatalogueOwner owner;
    private final Targets targets;
    private final int accountLimit;

    ReservedConcurrency(
            FunctionIndex index, CatalogueOwner owner, Targets targets, int accountLimit) {
        this.index = index;
        this.owner = owner;
        this.targets = targets;
        this.accountLimit = accountLimit;
    }

    WireAnswer put(ManagementCall call) {
        PutFunctionConcurrencyRequest request =
                Operation.read(PutFunctionConcurrencyRequest.class, call);
        Integer asked = request.reservedConcurrentExecutions();
        new Violations()
                .required("reservedConcurrentExecutions", asked)
                .range("reservedConcurrentExecutions", asked, 0, Integer.MAX_VALUE)
                .throwIfAny();
        int reserved = owner.decide(() -> reserve(request.functionName(), OptionalInt.of(asked)));
        return RestJson.write(
                PutFunctionConcurrencyResponse.builder()
                        .reservedConcurrentExecutions(reserved)
                        .build(),
                OK);
    }

    WireAnswer get(ManagementCall call) {
        GetFunctionConcurrencyRequest request =
                Operation.read(GetFunctionConcurrencyRequest.class, call);
        Function function = targets.find(Targets.unqualified(request.functionName())).function();
        GetFunctionConcurrencyResponse.Builder answer = GetFunctionConcurrencyResponse.builder();
        function.reserved().ifPresent(answer::reservedConcurrentExecutions);
        return RestJson.write(answer.build(), OK);
    }

    WireAnswer delete(ManagementCall call) {
        DeleteFunctionConcurrencyRequest request =
                Operation.read(DeleteFunctionConcurrencyRequest.class, call);
        var _ = owner.decide(() -> reserve(request.functionName(), OptionalInt.empty()));
        return RestJson.write(DeleteFunctionConcurrencyResponse.builder().build(), NO_CONTENT);
    }

    private Decision<Integer> reserve(@Nullable String name, OptionalInt asked) {
        Function function = targets.find(Targets.unqualified(name)).function();
        long others = (long) index.reserved() - function.reserved().orElse(0);
        if (asked.isPresent() && accountLimit - others - asked.getAsInt() < MIN_UNRESERVED) {
            throw Refusals.invalid(
                    "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [%d]."
                            .formatted(MIN_UNRESERVED));
        }
        return Decision.of(asked.orElse(0), new FunctionStored(function.withReserved(asked)));
    }
}
