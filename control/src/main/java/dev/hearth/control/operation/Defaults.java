package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.control.catalogue.Function;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionCodeSigningConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigRequest;
import software.amazon.awssdk.services.lambda.model.GetRuntimeManagementConfigResponse;
import software.amazon.awssdk.services.lambda.model.UpdateRuntimeOn;

/**
 * Reads of settings that cannot be changed here yet, and so have AWS's defaults. Infrastructure
 * tools read them with every function.
 */
final class Defaults {
    private static final int OK = 200;

    private final Targets targets;

    Defaults(Targets targets) {
        this.targets = targets;
    }

    /** None is attached; AWS answers with an empty object. */
    WireAnswer codeSigning(ManagementCall call) {
        GetFunctionCodeSigningConfigRequest request =
                Operation.read(GetFunctionCodeSigningConfigRequest.class, call);
        var _ = targets.find(Targets.unqualified(request.functionName()));
        return RestJson.write(GetFunctionCodeSigningConfigResponse.builder().build(), OK);
    }

    WireAnswer runtimeManagement(ManagementCall call) {
        GetRuntimeManagementConfigRequest request =
                Operation.read(GetRuntimeManagementConfigRequest.class, call);
        Qualified found = targets.qualified(request.functionName(), request.qualifier());
        Function function = found.function();
        return RestJson.write(
                GetRuntimeManagementConfigResponse.builder()
                        .updateRuntimeOn(UpdateRuntimeOn.AUTO)
                        .functionArn(
                                found.version()
                                        .map(v -> function.id().arn(v.name()))
                                        .orElse(function.id().arn("$LATEST")))
                        .build(),
                OK);
    }
}
