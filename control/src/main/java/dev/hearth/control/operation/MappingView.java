package dev.hearth.control.operation;

import dev.hearth.control.catalogue.Mapping;
import dev.hearth.control.catalogue.MappingSettings;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;

/** An event source mapping as AWS shows one of a queue. */
final class MappingView {
    private static final String REASON = "USER_INITIATED";

    private MappingView() {}

    static EventSourceMappingConfiguration.Builder of(Mapping mapping) {
        MappingSettings settings = mapping.settings();
        EventSourceMappingConfiguration.Builder view =
                EventSourceMappingConfiguration.builder()
                        .uuid(mapping.uuid())
                        .eventSourceMappingArn(mapping.arn())
                        .eventSourceArn(mapping.eventSourceArn())
                        .functionArn(settings.functionArn())
                        .batchSize(settings.batchSize())
                        .maximumBatchingWindowInSeconds((int) settings.batchingWindow().toSeconds())
                        .functionResponseTypesWithStrings(
                                settings.reportsBatchItemFailures()
                                        ? List.of(MappingRules.REPORT_BATCH_ITEM_FAILURES)
                                        : List.of())
                        .state(mapping.state().wireName())
                        .stateTransitionReason(REASON)
                        .lastModified(mapping.lastModified());
        settings.maximumConcurrency()
                .ifPresent(most -> view.scalingConfig(s -> s.maximumConcurrency(most)));
        settings.kmsKey().ifPresent(view::kmsKeyArn);
        if (!settings.metrics().isEmpty()) {
            view.metricsConfig(m -> m.metricsWithStrings(settings.metrics()));
        }
        if (!settings.filters().isEmpty()) {
            view.filterCriteria(c -> c.filters(filters(settings.filters())));
        }
        return view;
    }

    private static List<Filter> filters(List<String> patterns) {
        return patterns.stream().map(p -> Filter.builder().pattern(p).build()).toList();
    }
}
