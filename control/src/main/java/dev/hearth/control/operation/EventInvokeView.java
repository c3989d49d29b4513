package dev.hearth.control.operation;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.EventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;

/**
 * An EventInvokeConfig as AWS shows it: its ARN always qualified, both destinations always there.
 */
final class EventInvokeView {
    private EventInvokeView() {}

    static FunctionEventInvokeConfig of(
            FunctionId function, String qualifier, EventInvokeConfig config) {
        FunctionEventInvokeConfig.Builder view =
                FunctionEventInvokeConfig.builder()
                        .functionArn(function.arn(qualifier))
                        .lastModified(config.lastModified())
                        .destinationConfig(d ->
                                d.onSuccess(s -> s.destination(config.onSuccess().orElse(null)))
                                        .onFailure(f ->
                                                f.destination(config.onFailure().orElse(null))));
        config.maximumRetryAttempts().ifPresent(view::maximumRetryAttempts);
        config.maximumEventAgeSeconds().ifPresent(view::maximumEventAgeInSeconds);
        return view.build();
    }
}
