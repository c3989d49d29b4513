package dev.hearth.control.operation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/**
 * The members that CreateEventSourceMapping and UpdateEventSourceMapping share, not yet checked;
 * null where the caller gave none.
 *
 * @param filters patterns, one of which may be missing; empty clears them
 * @param scaling with nothing in it clears the maximum concurrency
 * @param responseTypes empty clears them
 * @param metrics empty clears them
 * @param kmsKey empty clears it
 * @param otherSources members that mean something to other event sources than queues
 * @param notBuilt members that this version of Hearth cannot honour
 */
record RequestedMapping(
        @Nullable String functionName,
        @Nullable Boolean enabled,
        @Nullable Integer batchSize,
        @Nullable Integer batchingWindowSeconds,
        @Nullable List<@Nullable String> filters,
        @Nullable ScalingConfig scaling,
        @Nullable List<String> responseTypes,
        @Nullable List<String> metrics,
        @Nullable String kmsKey,
        List<String> otherSources,
        List<String> notBuilt) {

    static RequestedMapping of(CreateEventSourceMappingRequest r) {
        return new RequestedMapping(
                r.functionName(),
                r.enabled(),
                r.batchSize(),
                r.maximumBatchingWindowInSeconds(),
                patterns(r.filterCriteria()),
                r.scalingConfig(),
                r.hasFunctionResponseTypes() ? r.functionResponseTypesAsStrings() : null,
                r.metricsConfig() == null ? null : r.metricsConfig().metricsAsStrings(),
                r.kmsKeyArn(),
                NotBuilt.forQueues(r),
                NotBuilt.ofMappings(r));
    }

    /** The settings of both operations are members of the same names and types. */
    static RequestedMapping of(UpdateEventSourceMappingRequest update) {
        CreateEventSourceMappingRequest.Builder same = CreateEventSourceMappingRequest.builder();
        for (SdkField<?> field : same.sdkFields()) {
            SdkField<?> its = update.sdkFieldNameToField().get(field.memberName());
            if (its != null) {
                field.set(same, its.getValueOrDefault(update));
            }
        }
        return of(same.build());
    }

    private static @Nullable List<@Nullable String> patterns(@Nullable FilterCriteria criteria) {
        return criteria == null
                ? null
                : criteria.filters().stream().<@Nullable String>map(Filter::pattern).toList();
    }
}
