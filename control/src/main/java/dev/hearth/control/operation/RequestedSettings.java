package dev.hearth.control.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeadLetterConfig;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.EphemeralStorage;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.SnapStart;
import software.amazon.awssdk.services.lambda.model.TracingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.VpcConfig;

/**
 * The members that CreateFunction and UpdateFunctionConfiguration share, not yet checked; null
 * where the caller gave none.
 *
 * @param notBuilt members that this version of Hearth cannot honour
 */
record RequestedSettings(
        @Nullable String runtime,
        @Nullable String handler,
        @Nullable String role,
        @Nullable String description,
        @Nullable Integer timeout,
        @Nullable Integer memorySize,
        @Nullable Integer ephemeralStorage,
        @Nullable Map<String, String> environment,
        @Nullable String tracingMode,
        @Nullable String snapStart,
        @Nullable LoggingConfig logging,
        @Nullable String deadLetterTarget,
        @Nullable String kmsKey,
        @Nullable VpcConfig vpc,
        List<String> layers,
        List<String> notBuilt) {

    static RequestedSettings of(CreateFunctionRequest r) {
        return new RequestedSettings(
                r.runtimeAsString(),
                r.handler(),
                r.role(),
                r.description(),
                r.timeout(),
                r.memorySize(),
                size(r.ephemeralStorage()),
                variables(r.environment()),
                mode(r.tracingConfig()),
                applyOn(r.snapStart()),
                r.loggingConfig(),
                target(r.deadLetterConfig()),
                r.kmsKeyArn(),
                r.vpcConfig(),
                r.layers(),
                NotBuilt.in(r));
    }

    /** The settings of both operations are members of the same names and types. */
    static RequestedSettings of(UpdateFunctionConfigurationRequest update) {
        Map<String, SdkField<?>> members = update.sdkFieldNameToField();
        CreateFunctionRequest.Builder same = CreateFunctionRequest.builder();
        for (SdkField<?> field : same.sdkFields()) {
            SdkField<?> its = members.get(field.memberName());
            if (its != null) {
                field.set(same, its.getValueOrDefault(update));
            }
        }
        return of(same.build());
    }

    Optional<Map<String, String>> environmentOr(Optional<Map<String, String>> before) {
        return environment == null ? before : Optional.of(environment);
    }

    private static @Nullable Integer size(@Nullable EphemeralStorage storage) {
        return storage == null ? null : storage.size();
    }

    /** An environment without variables is one that clears them. */
    private static @Nullable Map<String, String> variables(@Nullable Environment environment) {
        return environment == null ? null : environment.variables();
    }

    private static @Nullable String mode(@Nullable TracingConfig tracing) {
        return tracing == null ? null : tracing.modeAsString();
    }

    private static @Nullable String applyOn(@Nullable SnapStart snapStart) {
        return snapStart == null ? null : snapStart.applyOnAsString();
    }

    private static @Nullable String target(@Nullable DeadLetterConfig deadLetters) {
        return deadLetters == null ? null : deadLetters.targetArn();
    }
}
