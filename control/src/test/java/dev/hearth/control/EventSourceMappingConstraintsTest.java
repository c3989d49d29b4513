package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingMetric;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** Each limit of an event source mapping, broken by one; then nothing has changed. */
final class EventSourceMappingConstraintsTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final String FIFO = QUEUE + ".fifo";

    @TempDir private Path folder;
    private ControlRig rig;
    private RecordingRunner runner;

    @BeforeEach
    void open() throws IOException {
        rig = ControlRig.open(folder);
        runner = new RecordingRunner();
        rig.control.runMappings(runner);
        rig.lambda.createFunction(ControlRig.function("f").build());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void ofTheModel() {
        refused(400, "Value '0' at 'batchSize' failed to satisfy constraint", r -> r.batchSize(0));
        refused(400, "less than or equal to 10000", r -> r.batchSize(10_001));
        refused(
                400,
                "Value '301' at 'maximumBatchingWindowInSeconds'",
                r -> r.maximumBatchingWindowInSeconds(301));
        refused(
                400,
                "Value '1' at 'scalingConfig.maximumConcurrency'",
                r -> r.scalingConfig(s -> s.maximumConcurrency(1)));
        refused(
                400,
                "less than or equal to 1000",
                r -> r.scalingConfig(s -> s.maximumConcurrency(1_001)));
        refused(
                400,
                "enum value set: [ReportBatchItemFailures]",
                r -> r.functionResponseTypesWithStrings("ReportNothing"));
        refused(
                400,
                "enum value set: [EventCount, ErrorCount, KafkaMetrics]",
                r -> r.metricsConfig(m -> m.metricsWithStrings("Everything")));
        refused(400, "Value 'key' at 'kMSKeyArn'", r -> r.kmsKeyArn("key"));
        refused(400, "Value null at 'functionName'", r -> r.functionName(null));
        refused(
                400,
                "at 'filterCriteria.filters.1.member.pattern'",
                r -> r.filterCriteria(c -> c.filters(filter("x".repeat(4_097)))));
        refused(400, "at 'eventSourceArn' failed", r -> r.eventSourceArn("q"));
    }

    @Test
    void ofQueues() {
        String window =
                "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10";
        refused(400, window, r -> r.batchSize(11));
        String fifoBatch = "Maximum batch size must be between 1 and 10 inclusive";
        refused(400, fifoBatch, r -> r.eventSourceArn(FIFO).batchSize(11));
        refused(
                400,
                "Batching window is not supported for FIFO queues",
                r -> r.eventSourceArn(FIFO).maximumBatchingWindowInSeconds(1));
        refused(
                400,
                "StartingPosition is not valid for SQS event sources.",
                r -> r.startingPosition(EventSourcePosition.LATEST));
        refused(
                400,
                "Unsupported DestinationConfig parameter for given event source mapping type.",
                r -> r.destinationConfig(d -> d.onSuccess(s -> s.destination(QUEUE))));
        refused(
                400,
                "MetricsConfig of an SQS event source can only have EventCount.",
                r -> r.metricsConfig(m -> m.metrics(EventSourceMappingMetric.KAFKA_METRICS)));
        refused(
                400,
                "Unsupported ParallelizationFactor parameter",
                r -> r.parallelizationFactor(2));

        create(r -> r.batchSize(10_000).maximumBatchingWindowInSeconds(1));
        create(r -> r.eventSourceArn(FIFO).batchSize(10));
        assertEquals(2, runner.changed().size());
    }

    @Test
    void ofWhatIsThere() {
        refused(400, "Function does not exist", r -> r.functionName("none"));
        refused(400, "Function does not exist", r -> r.functionName("f:1"));
        refused(400, "Unrecognized event source.", r -> r.eventSourceArn(null));
        refused(
                400,
                "Unrecognized event source.",
                r -> r.eventSourceArn("arn:aws:iam:us-east-1:000000000000:user/u"));
        String uuid = create(r -> {});
        LambdaException again = assertThrows(LambdaException.class, () -> create(r -> {}));
        assertEquals(409, again.statusCode());
        assertEquals(
                "An event source mapping with SQS arn (\" %s \") and function (\" f \") already exists. Please update or delete the existing mapping with UUID %s"
                        .formatted(QUEUE, uuid),
                again.awsErrorDetails().errorMessage());
    }

    /** What the queue's service has against it. */
    @Test
    void ofTheQueueItself() {
        rig.lambda.updateFunctionConfiguration(r -> r.functionName("f").timeout(60));
        rig.lambda.publishVersion(r -> r.functionName("f"));
        rig.lambda.updateFunctionConfiguration(r -> r.functionName("f").timeout(20));
        runner.refuses("Queue visibility timeout: 30 seconds is less than Function timeout: 60");

        refused(400, "Queue visibility timeout: 30", r -> r.functionName("f:1"));
        refused(400, "Queue visibility timeout: 30", r -> {});
        assertEquals(
                List.of(
                        new RecordingRunner.Asked(QUEUE, Duration.ofSeconds(60)),
                        new RecordingRunner.Asked(QUEUE, Duration.ofSeconds(20))),
                runner.asked());
        refused(400, "Function does not exist", r -> r.functionName("none"));
        refused(400, "Maximum batch window", r -> r.batchSize(11));
        assertEquals(2, runner.asked().size(), "what is wrong in itself is not asked about");
    }

    @Test
    void ofWhatIsBuilt() {
        refused(
                501,
                "with an event source of kinesis is not built yet",
                r -> r.eventSourceArn("arn:aws:kinesis:us-east-1:000000000000:stream/s"));
        refused(
                501,
                "with an event source of dynamodb",
                r -> r.eventSourceArn("arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/s"));
        refused(
                501,
                "with ProvisionedPollerConfig is not built yet",
                r -> r.provisionedPollerConfig(p -> p.minimumPollers(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "simple string",
                "{}",
                "{\"eventSource\": \"aws:sqs\"}",
                "{\"eventSource\": []}",
                "{\"body\": [{\"numeric\": [\">\"]}]}",
                "{\"body\": [{\"no-such-operator\": 1}]}"
            })
    void ofFilters(String pattern) {
        refused(
                400,
                "Invalid filter pattern definition.",
                r -> r.filterCriteria(c -> c.filters(filter(pattern))));
    }

    @Test
    void ofTheNumberOfFilters() {
        Filter filter = filter("{\"body\":{\"k\":[\"a\"]}}");
        refused(
                400,
                "Invalid filter pattern definition.",
                r -> r.filterCriteria(c -> c.filters(Filter.builder().build())));
        refused(
                400,
                "at most 10 are allowed",
                r -> r.filterCriteria(c -> c.filters(Collections.nCopies(11, filter))));

        create(r -> r.filterCriteria(c -> c.filters(Collections.nCopies(10, filter))));
        assertEquals(10, runner.last().filters().size());
    }

    @Test
    @Timeout(60)
    void ofAnUpdateToo() {
        String uuid = create(r -> r.batchSize(100).maximumBatchingWindowInSeconds(1));
        rig.control.settled(uuid, runner.last().generation());
        ControlRig.await(() ->
                rig.lambda.getEventSourceMapping(r -> r.uuid(uuid)).state().equals("Enabled"));
        LambdaException refused =
                assertThrows(
                        LambdaException.class,
                        () ->
                                rig.lambda.updateEventSourceMapping(
                                        r -> r.uuid(uuid).maximumBatchingWindowInSeconds(0)));
        assertTrue(refused.awsErrorDetails().errorMessage().startsWith("Maximum batch window"));
        for (String gone : List.of("11111111-2222-4333-8444-555555555555", "x")) {
            LambdaException missing =
                    assertThrows(
                            LambdaException.class,
                            () -> rig.lambda.updateEventSourceMapping(r -> r.uuid(gone)));
            assertEquals(404, missing.statusCode());
            assertEquals(
                    "The resource you requested does not exist.",
                    missing.awsErrorDetails().errorMessage());
        }
        assertEquals(1, runner.changed().size());
    }

    private static Filter filter(String pattern) {
        return Filter.builder().pattern(pattern).build();
    }

    private String create(Consumer<CreateEventSourceMappingRequest.Builder> request) {
        return rig.lambda
                .createEventSourceMapping(r -> {
                    r.functionName("f").eventSourceArn(QUEUE);
                    request.accept(r);
                })
                .uuid();
    }

    private void refused(
            int status, String words, Consumer<CreateEventSourceMappingRequest.Builder> request) {
        LambdaException refused = assertThrows(LambdaException.class, () -> create(request), words);
        String message = refused.awsErrorDetails().errorMessage();
        assertTrue(message.contains(words), message);
        assertEquals(status, refused.statusCode());
        assertEquals(List.of(), runner.changed());
        assertEquals(0, rig.lambda.listEventSourceMappings(r -> {}).eventSourceMappings().size());
    }
}
