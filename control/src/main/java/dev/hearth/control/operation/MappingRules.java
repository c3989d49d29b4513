package dev.hearth.control.operation;

import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.MappingSettings;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ScalingConfig;

/**
 * The limits of an event source mapping, in AWS's order: the model's own, said all at once; then
 * the service's, one at a time. Words as observed from AWS where it has them.
 */
final class MappingRules {
    static final String REPORT_BATCH_ITEM_FAILURES = "ReportBatchItemFailures";

    private static final List<String> METRICS = List.of("EventCount", "ErrorCount", "KafkaMetrics");
    private static final List<String> QUEUE_METRICS = List.of("EventCount");

    private static final Pattern EVENT_SOURCE =
            Pattern.compile(
                    "arn:(aws[a-zA-Z0-9-]*):([a-zA-Z0-9\\-])+:((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1})?:(\\d{12})?:(.*)");

    private static final int MAX_BATCH_SIZE = 10_000;
    private static final int MAX_BATCH_SIZE_WITHOUT_WINDOW = 10;
    private static final int MAX_WINDOW_SECONDS = 300;
    private static final int MIN_CONCURRENCY = 2;
    private static final int MAX_CONCURRENCY = 1_000;
    private static final String FIFO = ".fifo";

    private MappingRules() {}

    static void collect(RequestedMapping asked, Violations into) {
        @Nullable ScalingConfig scaling = asked.scaling();
        into.range("batchSize", asked.batchSize(), 1, MAX_BATCH_SIZE)
                .range(
                        "maximumBatchingWindowInSeconds",
                        asked.batchingWindowSeconds(),
                        0,
                        MAX_WINDOW_SECONDS)
                .range(
                        "scalingConfig.maximumConcurrency",
                        scaling == null ? null : scaling.maximumConcurrency(),
                        MIN_CONCURRENCY,
                        MAX_CONCURRENCY)
                .pattern("kMSKeyArn", asked.kmsKey(), Constraints.KMS_KEY);
        FilterRules.collect(asked.filters(), into);
        collectNames(
                "functionResponseTypes",
                asked.responseTypes(),
                List.of(REPORT_BATCH_ITEM_FAILURES),
                into);
        collectNames("metricsConfig.metrics", asked.metrics(), METRICS, into);
    }

    /**
     * @throws dev.hearth.api.error.ApiException for what is no queue, or none that can be read here
     */
    static void checkSource(
            @Nullable String eventSourceArn, RequestedMapping asked, String operation) {
        if (eventSourceArn == null && asked.otherSources().contains("SelfManagedEventSource")) {
            throw Refusals.notBuilt(operation + " with SelfManagedEventSource");
        }
        if (eventSourceArn == null) {
            throw Refusals.invalid("Unrecognized event source.");
        }
        new Violations().pattern("eventSourceArn", eventSourceArn, EVENT_SOURCE).throwIfAny();
        String service = eventSourceArn.split(":", 4)[2];
        switch (service) {
            case "sqs" -> {}
            case "kinesis", "dynamodb", "kafka", "mq", "rds" ->
                    throw Refusals.notBuilt(operation + " with an event source of " + service);
            default -> throw Refusals.invalid("Unrecognized event source.");
        }
    }

    /**
     * @throws dev.hearth.api.error.ApiException for members that a queue does not take, or that
     *     nothing here would honour
     */
    static void checkMembers(RequestedMapping asked, String operation) {
        if (asked.otherSources().contains("StartingPosition")) {
            throw Refusals.invalid("StartingPosition is not valid for SQS event sources.");
        }
        if (!asked.otherSources().isEmpty()) {
            throw Refusals.invalid(
                    "Unsupported %s parameter for given event source mapping type."
                            .formatted(asked.otherSources().getFirst()));
        }
        if (!asked.notBuilt().isEmpty()) {
            throw Refusals.notBuilt(operation + " with " + String.join(", ", asked.notBuilt()));
        }
        FilterRules.check(asked.filters());
        checkMetrics(asked.metrics());
    }

    private static void checkMetrics(@Nullable List<String> metrics) {
        if (metrics != null && !QUEUE_METRICS.containsAll(metrics)) {
            throw Refusals.invalid(
                    "MetricsConfig of an SQS event source can only have %s."
                            .formatted(String.join(", ", QUEUE_METRICS)));
        }
    }

    /**
     * @throws dev.hearth.api.error.ApiException for settings that are each allowed, and not
     *     together
     */
    static void checkTogether(String eventSourceArn, MappingSettings settings) {
        if (eventSourceArn.endsWith(FIFO) && !settings.batchingWindow().isZero()) {
            throw Refusals.invalid("Batching window is not supported for FIFO queues");
        }
        if (eventSourceArn.endsWith(FIFO) && settings.batchSize() > MAX_BATCH_SIZE_WITHOUT_WINDOW) {
            throw Refusals.invalid(
                    "Maximum batch size must be between 1 and %d inclusive"
                            .formatted(MAX_BATCH_SIZE_WITHOUT_WINDOW));
        }
        if (settings.batchSize() > MAX_BATCH_SIZE_WITHOUT_WINDOW
                && settings.batchingWindow().isZero()) {
            throw Refusals.invalid(
                    "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
        }
    }

    private static void collectNames(
            String member, @Nullable List<String> names, List<String> allowed, Violations into) {
        into.count(member, names, 0, allowed.size());
        if (names != null && !allowed.containsAll(names)) {
            into.add(
                    member,
                    names,
                    "Member must satisfy constraint: [Member must satisfy enum value set: [%s]]"
                            .formatted(String.join(", ", allowed)));
        }
    }
}
