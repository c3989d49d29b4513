package dev.hearth.control.operation;

import dev.hearth.api.control.CodeDownloads;
import dev.hearth.api.control.ManagementCall;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.code.CodeTokens;
import software.amazon.awssdk.services.lambda.model.GetFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;

final class GetFunction implements Operation {
    private static final int OK = 200;

    private final Targets targets;
    private final CodeTokens tokens;

    GetFunction(Targets targets, CodeTokens tokens) {
        this.targets = targets;
        this.tokens = tokens;
    }

    @Override
    public WireAnswer run(ManagementCall call) {
        GetFunctionRequest request = Operation.read(GetFunctionRequest.class, call);
        Qualified found = targets.qualified(request.functionName(), request.qualifier());
        Function function = found.function();
        String link =
                call.baseUrl()
                        + CodeDownloads.PATH
                        + tokens.issue(found.revision().settings().code().blob());
        GetFunctionResponse.Builder answer =
                GetFunctionResponse.builder()
                        .configuration(found.view())
                        .code(code -> code.repositoryType("S3").location(link));
        if (!function.tags().isEmpty()) {
            answer.tags(function.tags());
        }
        function.reserved()
                .ifPresent(reserved ->
                        answer.concurrency(c -> c.reservedConcurrentExecutions(reserved)));
        return RestJson.write(answer.build(), OK);
    }
}
