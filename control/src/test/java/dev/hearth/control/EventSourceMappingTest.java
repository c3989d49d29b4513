package dev.hearth.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.events.EventSourceMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingMetric;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;
import software.amazon.awssdk.services.lambda.model.ResourceInUseException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Event source mappings through their states, and what who runs them is told. */
@Timeout(60)
final class EventSourceMappingTest {
    private static final String F = "arn:aws:lambda:us-east-1:000000000000:function:f";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final String PATTERN = "{\"body\":{\"kind\":[\"a\"]}}";
    private static final Filter FILTER = Filter.builder().pattern(PATTERN).build();

    @TempDir private Path folder;
    private ControlRig rig;
    private RecordingRunner runner;

    @BeforeEach
    void open() throws IOException {
        start();
        rig.lambda.createFunction(ControlRig.function("f").publish(true).build());
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void answersWithWhatIsWantedAndAwssDefaults() {
        CreateEventSourceMappingResponse created = create();

        assertEquals(202, created.sdkHttpResponse().statusCode());
        assertEquals("Creating", created.state());
        assertEquals("USER_INITIATED", created.stateTransitionReason());
        assertEquals(F, created.functionArn());
        assertEquals(QUEUE, created.eventSourceArn());
        assertEquals(
                "arn:aws:lambda:us-east-1:000000000000:event-source-mapping:" + created.uuid(),
                created.eventSourceMappingArn());
        assertEquals(10, created.batchSize());
        assertEquals(0, created.maximumBatchingWindowInSeconds());
        assertEquals(List.of(), created.functionResponseTypes());
        assertTrue(created.hasFunctionResponseTypes());
        assertNull(created.filterCriteria());
        assertNull(created.scalingConfig());
        assertNull(created.lastProcessingResult());
        assertTrue(
                Duration.between(created.lastModified(), Instant.now()).abs().toMinutes() < 1,
                created.lastModified().toString());
    }

    @Test
    void isEnabledWhenItRuns() {
        String uuid = create().uuid();
        EventSourceMapping told = runner.last();
        assertEquals(uuid, told.uuid());
        assertTrue(told.active());
        assertEquals(Optional.empty(), told.qualifier());
        assertEquals("f", told.function().name());
        assertEquals(10, told.batchSize());

        rig.control.settled(uuid, told.generation() - 1);
        rig.control.settled(uuid, told.generation());
        await(uuid, "Enabled");

        rig.control.result(uuid, "OK");
        assertEquals("OK", get(uuid).lastProcessingResult());
        assertEquals(1, runner.changed().size(), "settling is no change to who runs it");
    }

    @Test
    void isDisabledAndEnabled() {
        String uuid = enabled();

        assertEquals("Disabling", update(uuid, false));
        assertTrue(!runner.last().active());
        rig.control.settled(uuid, runner.last().generation());
        await(uuid, "Disabled");
        assertEquals("Enabling", update(uuid, true));
        assertTrue(runner.last().active());
        rig.control.settled(uuid, runner.last().generation());
        await(uuid, "Enabled");
    }

    @Test
    void beginsDisabledWhenSoAsked() {
        CreateEventSourceMappingResponse created =
                rig.lambda.createEventSourceMapping(
                        r -> r.functionName("f").eventSourceArn(QUEUE).enabled(false));
        assertEquals(202, created.sdkHttpResponse().statusCode());
        assertEquals("Disabled", created.state());
        assertTrue(!runner.last().active());
        rig.control.settled(created.uuid(), runner.last().generation());

        assertEquals("Enabling", update(created.uuid(), true), "nothing is waited for");
        assertTrue(runner.last().active());
        rig.control.settled(created.uuid(), runner.last().generation());
        await(created.uuid(), "Enabled");
    }

    @Test
    void updatesWhatIsNamedAndNothingElse() {
        String uuid = enabled();
        var updated =
                rig.lambda.updateEventSourceMapping(r ->
                        r.uuid(uuid)
                                .functionName("f:1")
                                .batchSize(100)
                                .maximumBatchingWindowInSeconds(5)
                                .scalingConfig(s -> s.maximumConcurrency(20))
                                .filterCriteria(c -> c.filters(FILTER))
                                .functionResponseTypes(
                                        FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
        assertEquals(202, updated.sdkHttpResponse().statusCode());
        assertEquals("Updating", updated.state());
        assertEquals(F + ":1", updated.functionArn());
        EventSourceMapping told = runner.last();
        assertEquals(Optional.of("1"), told.qualifier());
        assertEquals(Duration.ofSeconds(5), told.batchingWindow());
        assertEquals(OptionalInt.of(20), told.maximumConcurrency());
        assertEquals(List.of(PATTERN), told.filters());
        assertTrue(told.reportsBatchItemFailures());
        rig.control.settled(uuid, told.generation());
        await(uuid, "Enabled");

        rig.lambda.updateEventSourceMapping(r -> r.uuid(uuid).batchSize(50));
        EventSourceMapping again = runner.last();
        assertEquals(50, again.batchSize());
        assertEquals(List.of(PATTERN), again.filters());
        assertEquals(OptionalInt.of(20), again.maximumConcurrency());
        assertTrue(again.reportsBatchItemFailures());
        rig.control.settled(uuid, again.generation());
        await(uuid, "Enabled");

        rig.lambda.updateEventSourceMapping(r ->
                r.uuid(uuid)
                        .scalingConfig(s -> {})
                        .filterCriteria(c -> {})
                        .functionResponseTypes(List.of()));
        assertEquals(List.of(), runner.last().filters());
        assertEquals(OptionalInt.empty(), runner.last().maximumConcurrency());
        assertTrue(!runner.last().reportsBatchItemFailures());
    }

    @Test
    void showsMetricsAndKeyThatHaveNoEffectHere() {
        String key = "arn:aws:kms:us-east-1:000000000000:key/k";
        var created =
                rig.lambda.createEventSourceMapping(r ->
                        r.functionName("f")
                                .eventSourceArn(QUEUE)
                                .enabled(false)
                                .kmsKeyArn(key)
                                .metricsConfig(
                                        m -> m.metrics(EventSourceMappingMetric.EVENT_COUNT)));
        String uuid = created.uuid();
        List<EventSourceMappingMetric> counts = List.of(EventSourceMappingMetric.EVENT_COUNT);
        assertEquals(key, created.kmsKeyArn());
        assertEquals(counts, created.metricsConfig().metrics());

        var other = rig.lambda.updateEventSourceMapping(r -> r.uuid(uuid).batchSize(5));
        assertEquals(key, other.kmsKeyArn());
        assertEquals(counts, other.metricsConfig().metrics());
        rig.control.settled(uuid, runner.last().generation());
        await(uuid, "Disabled");

        rig.lambda.updateEventSourceMapping(r ->
                r.uuid(uuid).kmsKeyArn("").metricsConfig(m -> m.metricsWithStrings(List.of())));
        assertNull(get(uuid).kmsKeyArn());
        assertNull(get(uuid).metricsConfig());
    }

    @Test
    void endsWhenNothingPollsAnyMore() {
        String uuid = enabled();

        var deleted = rig.lambda.deleteEventSourceMapping(r -> r.uuid(uuid));

        assertEquals(202, deleted.sdkHttpResponse().statusCode());
        assertEquals("Deleting", deleted.state());
        assertEquals(List.of(uuid), runner.removed());
        rig.control.settled(uuid, runner.last().generation());
        assertEquals("Deleting", get(uuid).state());
        rig.control.stopped(uuid);
        ControlRig.await(() -> list().isEmpty());
        assertThrows(ResourceNotFoundException.class, () -> get(uuid));
        assertEquals(List.of(uuid), runner.removed());
    }

    @Test
    void isLeftAloneWhileAChangeIsUnderWay() {
        String uuid = create().uuid();
        ResourceInUseException refused =
                assertThrows(ResourceInUseException.class, () -> update(uuid, false));
        assertEquals(
                "Cannot update the event source mapping because it is in use.",
                refused.awsErrorDetails().errorMessage());
        rig.control.settled(uuid, runner.last().generation());
        await(uuid, "Enabled");
        rig.lambda.updateEventSourceMapping(r -> r.uuid(uuid).batchSize(5));
        assertThrows(
                ResourceInUseException.class,
                () -> rig.lambda.deleteEventSourceMapping(r -> r.uuid(uuid)));
        assertEquals(5, get(uuid).batchSize());
    }

    @Test
    void goesOnAfterARestartWhereItStood() throws IOException {
        String settled = enabled();
        String creating =
                rig.lambda
                        .createEventSourceMapping(
                                r -> r.functionName("f").eventSourceArn(QUEUE + "2"))
                        .uuid();
        String deleting =
                rig.lambda
                        .createEventSourceMapping(
                                r -> r.functionName("f").eventSourceArn(QUEUE + "3"))
                        .uuid();
        rig.lambda.deleteEventSourceMapping(r -> r.uuid(deleting));
        long generation = told(creating).generation();

        rig.close();
        start();

        assertEquals(3, runner.changed().size());
        assertEquals(List.of(deleting), runner.removed());
        assertTrue(told(settled).active());
        assertTrue(told(creating).active());
        assertTrue(!told(deleting).active());
        assertEquals(generation, told(creating).generation());
        rig.control.settled(creating, generation);
        rig.control.settled(settled, told(settled).generation());
        rig.control.stopped(deleting);
        await(creating, "Enabled");
        ControlRig.await(() -> list().size() == 2);
        assertEquals("Enabled", get(settled).state());
    }

    @Test
    void outlivesItsFunction() {
        String uuid = enabled();

        rig.lambda.deleteFunction(r -> r.functionName("f"));

        assertEquals("Enabled", get(uuid).state());
        assertEquals(List.of(), runner.removed());
    }

    @Test
    void listsByFunctionAndSourceInPages() {
        String plain = create().uuid();
        String version = create("f:1", QUEUE);
        String other = create("f", QUEUE + "2");

        assertEquals(3, list().size());
        assertEquals(
                List.of(version),
                uuids(
                        rig.lambda
                                .listEventSourceMappings(r -> r.functionName(F + ":1"))
                                .eventSourceMappings()));
        assertEquals(
                List.of(plain, other).stream().sorted().toList(),
                uuids(
                        rig.lambda
                                .listEventSourceMappings(r -> r.functionName("f"))
                                .eventSourceMappings()));
        assertEquals(
                List.of(other),
                uuids(
                        rig.lambda
                                .listEventSourceMappings(r -> r.eventSourceArn(QUEUE + "2"))
                                .eventSourceMappings()));
        List<String> paged =
                rig.lambda.listEventSourceMappingsPaginator(r -> r.maxItems(1)).stream()
                        .peek(page -> assertEquals(1, page.eventSourceMappings().size()))
                        .flatMap(page -> uuids(page.eventSourceMappings()).stream())
                        .toList();
        assertEquals(uuids(list()), paged);
    }

    @Test
    void hasTags() {
        CreateEventSourceMappingResponse created =
                rig.lambda.createEventSourceMapping(
                        r -> r.functionName("f").eventSourceArn(QUEUE).tags(Map.of("a", "1")));
        String arn = created.eventSourceMappingArn();

        rig.lambda.tagResource(r -> r.resource(arn).tags(Map.of("b", "2")));
        rig.lambda.untagResource(r -> r.resource(arn).tagKeys("a"));

        assertEquals(Map.of("b", "2"), rig.lambda.listTags(r -> r.resource(arn)).tags());
        assertEquals(1, runner.changed().size(), "tags are nothing to who runs it");
        String gone = arn.substring(0, arn.length() - 4) + "0000";
        assertThrows(
                ResourceNotFoundException.class, () -> rig.lambda.listTags(r -> r.resource(gone)));
    }

    private void start() throws IOException {
        rig = ControlRig.open(folder);
        runner = new RecordingRunner();
        rig.control.runMappings(runner);
    }

    private CreateEventSourceMappingResponse create() {
        return rig.lambda.createEventSourceMapping(r -> r.functionName("f").eventSourceArn(QUEUE));
    }

    private String create(String function, String source) {
        return rig.lambda
                .createEventSourceMapping(r -> r.functionName(function).eventSourceArn(source))
                .uuid();
    }

    private String enabled() {
        String uuid = create().uuid();
        rig.control.settled(uuid, runner.last().generation());
        await(uuid, "Enabled");
        return uuid;
    }

    private String update(String uuid, boolean enabled) {
        return rig.lambda.updateEventSourceMapping(r -> r.uuid(uuid).enabled(enabled)).state();
    }

    private EventSourceMapping told(String uuid) {
        return runner.changed().stream()
                .filter(mapping -> mapping.uuid().equals(uuid))
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    private GetEventSourceMappingResponse get(String uuid) {
        return rig.lambda.getEventSourceMapping(r -> r.uuid(uuid));
    }

    private List<EventSourceMappingConfiguration> list() {
        return rig.lambda.listEventSourceMappings(r -> {}).eventSourceMappings();
    }

    private static List<String> uuids(List<EventSourceMappingConfiguration> mappings) {
        return mappings.stream().map(EventSourceMappingConfiguration::uuid).toList();
    }

    private void await(String uuid, String state) {
        ControlRig.await(() -> get(uuid).state().equals(state));
    }
}
