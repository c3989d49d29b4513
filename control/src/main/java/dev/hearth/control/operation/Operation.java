package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.WireRequest;
import dev.hearth.aws.json.RestJson;
import software.amazon.awssdk.core.SdkPojo;

/** One operation of the API. Blocks until its outcome is durable. */
@FunctionalInterface
interface Operation {
    /**
     * @throws dev.hearth.api.error.ApiException when refused; then nothing has changed
     */
    WireAnswer run(ManagementCall call);

    static <T extends SdkPojo> T read(Class<T> type, ManagementCall call) {
        return RestJson.read(
                type, new WireRequest(call.path(), call.query(), call.headers(), call.body()));
    }
}
