package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;

final class GetFunctionConfiguration implements Operation {
    private static final int OK = 200;

    private final Targets targets;

    GetFunctionConfiguration(Targets targets) {
        this.targets = targets;
    }

    @Override
    public WireAnswer run(ManagementCall call) {
        GetFunctionConfigurationRequest request =
                Operation.read(GetFunctionConfigurationRequest.class, call);
        return RestJson.write(
                targets.qualified(request.functionName(), request.qualifier()).view(), OK);
    }
}
