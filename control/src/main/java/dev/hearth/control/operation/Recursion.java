package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.journal.CatalogueOwner;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionRecursionConfigResponse;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionRecursionConfigResponse;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;

/** PutFunctionRecursionConfig and GetFunctionRecursionConfig. */
final class Recursion {
    private static final int OK = 200;

    private final CatalogueOwner owner;
    private final Targets targets;

    Recursion(CatalogueOwner owner, Targets targets) {
        this.owner = owner;
        this.targets = targets;
    }

    WireAnswer put(ManagementCall call) {
        PutFunctionRecursionConfigRequest request =
                Operation.read(PutFunctionRecursionConfigRequest.class, call);
        new Violations()
                .required("recursiveLoop", request.recursiveLoopAsString())
                .oneOf(
                        "recursiveLoop",
                        request.recursiveLoopAsString(),
                        List.of("Terminate", "Allow"))
                .throwIfAny();
        boolean allowed = request.recursiveLoop() == RecursiveLoop.ALLOW;
        Function changed =
                owner.decide(() -> {
                    Function function =
                            targets.find(Targets.unqualified(request.functionName()))
                                    .function()
                                    .withRecursionAllowed(allowed);
                    return Decision.of(function, new FunctionStored(function));
                });
        return RestJson.write(
                PutFunctionRecursionConfigResponse.builder().recursiveLoop(shown(changed)).build(),
                OK);
    }

    WireAnswer get(ManagementCall call) {
        GetFunctionRecursionConfigRequest request =
                Operation.read(GetFunctionRecursionConfigRequest.class, call);
        Function function = targets.find(Targets.unqualified(request.functionName())).function();
        return RestJson.write(
                GetFunctionRecursionConfigResponse.builder().recursiveLoop(shown(function)).build(),
                OK);
    }

    private static RecursiveLoop shown(Function function) {
        return function.recursionAllowed() ? RecursiveLoop.ALLOW : RecursiveLoop.TERMINATE;
    }
}
