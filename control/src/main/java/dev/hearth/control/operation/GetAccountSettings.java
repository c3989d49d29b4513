package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.code.CodeIntake;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;

final class GetAccountSettings implements Operation {
    private static final int OK = 200;

    private final FunctionIndex index;
    private final int accountLimit;

    GetAccountSettings(FunctionIndex index, int accountLimit) {
        this.index = index;
        this.accountLimit = accountLimit;
    }

    @Override
    public WireAnswer run(ManagementCall call) {
        return RestJson.write(
                GetAccountSettingsResponse.builder()
                        .accountLimit(limit ->
                                limit.totalCodeSize(CodeIntake.MAX_TOTAL_BYTES)
                                        .codeSizeUnzipped(CodeIntake.MAX_UNZIPPED_BYTES)
                                        .codeSizeZipped((long) CodeIntake.MAX_ZIPPED_BYTES)
                                        .concurrentExecutions(accountLimit)
                                        .unreservedConcurrentExecutions(
                                                accountLimit - index.reserved()))
                        .accountUsage(usage ->
                                usage.totalCodeSize(index.codeBytes())
                                        .functionCount((long) index.size()))
                        .build(),
                OK);
    }
}
