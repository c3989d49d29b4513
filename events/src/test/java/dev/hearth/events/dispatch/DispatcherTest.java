package dev.hearth.events.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.invoke.InvokeOrder;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.events.destination.Ending;
import dev.hearth.events.queue.Untold.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real schedules, hours of them, in simulated time. */
@Timeout(60)
class DispatcherTest {
    private static final FunctionId OTHER = Stage.function("other");

    private final Stage stage = new Stage();

    @Test
    void anEventIsInvokedOnceAndIsOver() {
        stage.does(stage.takes(Duration.ofSeconds(3))).send(Stage.F);

        assertEquals(1, stage.view().inFlight());
        stage.time.advance(Duration.ofHours(7));

        assertEquals(List.of(0L), stage.seconds);
        assertEquals(1, stage.queue.settled);
        assertEquals(List.of(), stage.told);
        assertEquals(0, stage.view().inFlight() + stage.view().waiting());
        assertEquals(1, stage.view().received());
        assertEquals(1, stage.view().attempts());
        assertEquals(Optional.empty(), stage.view().oldest());
    }

    @Test
    void functionErrorsAreRetriedAfterOneMinuteAndTwoThenTold() {
        stage.does(_ -> Stage.fails()).send(Stage.F);
        stage.time.advance(Duration.ofSeconds(30));
        assertEquals(1, stage.view().retrying());
        assertEquals(Optional.of(stage.start), stage.view().oldest());
        stage.time.advance(Duration.ofHours(7));

        assertEquals(List.of(0L, 60L, 180L), stage.seconds);
        assertEquals(
                List.of("request-0"),
                stage.invokes.stream().map(InvokeOrder::requestId).distinct().toList());
        Ending ending = stage.told.getFirst();
        assertEquals(1, stage.told.size());
        assertEquals(Condition.RETRIES_EXHAUSTED, ending.condition());
        assertEquals(3, ending.event().invokes());
        assertEquals(200, ending.status());
        assertEquals(Optional.of("Unhandled"), ending.answer().orElseThrow().functionError());
        assertEquals(1, stage.queue.settled);
        assertEquals(1, stage.view().dead());
        assertEquals(0, stage.view().retrying());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void fewerRetriesWhereThePolicySaysSo(int retries) {
        stage.policies.put(Stage.F, Stage.policy(retries, OptionalInt.empty()));

        stage.does(_ -> Stage.fails()).send(Stage.F);
        stage.time.advance(Duration.ofHours(7));

        assertEquals(1 + retries, stage.invokes.size());
        assertEquals(1, stage.told.size());
    }

    /** As AWS does: at 60 s without a retry, at 90 s after one. */
    @ParameterizedTest
    @CsvSource({"60, 1, 0", "61, 2, 60", "90, 2, 60", "180, 2, 60", "181, 3, 180"})
    void anEventThatWouldBeTooOldForItsRetryIsOverAtOnceWithItsError(
            int age, int invokes, long endsAt) {
        stage.policies.put(Stage.F, Stage.policy(2, Duration.ofSeconds(age), OptionalInt.empty()));

        stage.does(_ -> Stage.fails()).send(Stage.F);
        stage.time.advance(Duration.ofSeconds(endsAt));

        Ending ending = stage.told.getFirst();
        assertEquals(invokes, stage.invokes.size());
        assertEquals(invokes, ending.event().invokes());
        assertEquals(
                invokes > 2 ? Condition.RETRIES_EXHAUSTED : Condition.EVENT_AGE_EXCEEDED,
                ending.condition());
        assertEquals(200, ending.status());
        assertEquals("$LATEST", ending.answer().orElseThrow().executedVersion());
        assertEquals(Optional.of("Unhandled"), ending.answer().orElseThrow().functionError());
        assertEquals(
                "{\"errorMessage\":\"boom\"}",
                new String(ending.answer().orElseThrow().payload(), UTF_8));
        assertEquals(0, stage.view().retrying());
    }

    @Test
    void anEventWithoutRetriesHasExhaustedThemWhateverItsAge() {
        stage.policies.put(Stage.F, Stage.policy(0, Duration.ofSeconds(60), OptionalInt.empty()));

        stage.does(_ -> Stage.fails()).send(Stage.F);

        assertEquals(Condition.RETRIES_EXHAUSTED, stage.told.getFirst().condition());
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"TOO_MANY_REQUESTS", "SERVICE", "SERVICE_UNAVAILABLE", "INVALID_RUNTIME"})
    void throttlesAndSystemErrorsBackOffUntilTheEventIsSixHoursOld(ErrorCode code) {
        stage.does(_ -> Stage.refuses(code)).send(Stage.F);
        stage.time.advance(Duration.ofHours(5));
        assertEquals(List.of(), stage.told);
        stage.time.advance(Duration.ofHours(2));

        List<Long> at = stage.seconds;
        assertTrue(at.get(1) <= 2, at.toString());
        for (int i = 2; i < at.size(); i++) {
            long gap = at.get(i) - at.get(i - 1);
            assertTrue(gap >= Math.min(1 << (i - 1), 299) && gap <= 301, at.toString());
        }
        assertTrue(at.size() > 70, at.toString());
        assertEquals(Condition.EVENT_AGE_EXCEEDED, stage.told.getFirst().condition());
        assertEquals(0, stage.told.getFirst().event().functionErrors());
    }

    @Test
    void nothingIsInvokedThatComesAgainAnyway() {
        stage.does(stage.takes(Duration.ofSeconds(3)));
        for (int i = 0; i < 5; i++) {
            stage.send(Stage.F);
        }
        assertEquals(2, stage.invokes.size());

        stage.queue.loseConnection();
        stage.time.advance(Duration.ofMinutes(1));

        // The two that ran have run in vain; those that were held were left to come again.
        assertEquals(2 + 5, stage.invokes.size());
        assertEquals(5, stage.queue.settled);
        assertEquals(0, stage.view().inFlight() + stage.view().waiting());
    }

    @Test
    void throttlesDoNotUseUpRetries() {
        stage.does(_ -> stage.invokes.size() % 4 == 0 ? Stage.fails() : Stage.throttles())
                .send(Stage.F);
        stage.time.advance(Duration.ofHours(7));

        assertEquals(12, stage.invokes.size());
        assertEquals(Condition.RETRIES_EXHAUSTED, stage.told.getFirst().condition());
        assertEquals(3, stage.told.getFirst().event().invokes());
    }

    @Test
    void aReservedConcurrencyOfZeroSendsEventsStraightToWhereFailuresGo() {
        stage.policies.put(Stage.F, Stage.policy(2, OptionalInt.of(0)));

        stage.send(Stage.F);
        stage.time.advance(Duration.ofSeconds(1));

        assertEquals(List.of(), stage.invokes);
        assertEquals(Condition.ZERO_RESERVED_CONCURRENCY, stage.told.getFirst().condition());
        assertEquals(1, stage.queue.settled);
    }

    @Test
    void eventsOfADeletedFunctionAreDroppedAndCounted() {
        stage.does(_ -> Stage.refuses(ErrorCode.RESOURCE_NOT_FOUND)).send(Stage.F);
        stage.policies.clear();
        stage.send(Stage.F);
        stage.time.advance(Duration.ofSeconds(59));
        assertEquals(0, stage.view().dropped());
        assertEquals(2, stage.view().retrying());
        stage.time.advance(Duration.ofSeconds(2));

        assertEquals(1, stage.invokes.size());
        assertEquals(2, stage.view().dropped());
        assertEquals(2, stage.queue.settled);
        assertEquals(List.of(), stage.told);
    }

    @Test
    void anOldEventOfADeletedFunctionIsDroppedAtOnce() {
        stage.does(_ -> Stage.fails()).send(Stage.F);
        stage.time.advance(Duration.ofSeconds(59));
        stage.policies.clear();
        stage.time.advance(Duration.ofSeconds(2));

        assertEquals(1, stage.invokes.size());
        assertEquals(1, stage.view().dropped());
    }

    @Test
    void anEventOfAFunctionThatIsNotKnownHereYetIsInvokedWhenItIs() {
        AsyncPolicy policy = Stage.quiet(OptionalInt.empty());
        stage.policies.clear();
        stage.does(stage.takes(Duration.ofMillis(1))).send(Stage.F);
        stage.time.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), stage.invokes);

        stage.policies.put(Stage.F, policy);
        stage.time.advance(Duration.ofSeconds(10));

        assertEquals(1, stage.invokes.size());
        assertEquals(1, stage.queue.settled);
        assertEquals(0, stage.view().dropped());
    }

    @Test
    void aLoopThatWasStoppedIsToldAtOnce() {
        stage.does(_ -> Stage.refuses(ErrorCode.RECURSIVE_INVOCATION)).send(Stage.F);
        stage.time.advance(Duration.ofSeconds(1));

        assertEquals(1, stage.invokes.size());
        assertEquals(400, stage.told.getFirst().status());
    }

    @Test
    void failuresThatNobodyTookCountAsDropped() {
        stage.answer = new Told(0, 1, 1);
        stage.does(_ -> Stage.refuses(ErrorCode.RECURSIVE_INVOCATION)).send(Stage.F);
        stage.time.advance(Duration.ofSeconds(1));

        assertEquals(1, stage.view().dropped());
        assertEquals(0, stage.view().dead());
        assertEquals(1, stage.view().deliveryFailures());
        assertEquals(1, stage.view().deadLetterErrors());
    }

    @Test
    void aFunctionThatFallsBehindDelaysNobodyElse() {
        stage.does(stage.takes(Duration.ofMinutes(15)));
        stage.functions.put(OTHER, stage.takes(Duration.ofMillis(1)));
        stage.policies.put(OTHER, Stage.quiet(OptionalInt.empty()));

        for (int i = 0; i < 1000; i++) {
            stage.send(Stage.F);
        }
        stage.send(OTHER);
        stage.time.advance(Duration.ofSeconds(1));

        assertEquals(1, stage.invokes.stream().filter(o -> o.function().equals(OTHER)).count());
        assertEquals(Set.of(Stage.F), stage.queue.moved);
        assertTrue(stage.queue.out() <= 2 * MemoryQueue.WINDOW);
    }

    @Test
    void concurrencyGrowsWithABacklogUpToWhatIsReserved() {
        stage.policies.put(Stage.F, Stage.quiet(OptionalInt.of(7)));
        stage.does(stage.takes(Duration.ofSeconds(1)));

        for (int i = 0; i < 500; i++) {
            stage.send(Stage.F);
        }
        assertEquals(2, stage.mostRunning);
        stage.time.advance(Duration.ofSeconds(500 / 7 + 20));

        assertEquals(7, stage.mostRunning);
        assertEquals(500, stage.queue.settled);
    }

    @Test
    void aThrottledFunctionIsAskedForLessAndEverythingIsDoneInTheEnd() {
        stage.does(order ->
                stage.running > 3
                        ? Stage.throttles()
                        : stage.takes(Duration.ofSeconds(1)).apply(order));
        stage.policies.put(Stage.F, Stage.quiet(OptionalInt.empty()));

        for (int i = 0; i < 500; i++) {
            stage.send(Stage.F);
        }
        stage.time.advance(Duration.ofMinutes(20));

        assertEquals(500, stage.queue.settled);
        assertEquals(0, stage.view().dropped());
        assertTrue(stage.invokes.size() < 1000, stage.invokes.size() + " invokes");
    }

    @Test
    void closingBeginsNothingMoreAndLetsTheRestEnd() {
        stage.does(stage.takes(Duration.ofSeconds(10)));
        for (int i = 0; i < 10; i++) {
            stage.send(Stage.F);
        }

        stage.dispatcher.close();
        stage.send(Stage.F);
        stage.time.advance(Duration.ofMinutes(1));

        assertEquals(2, stage.invokes.size());
        assertEquals(2, stage.queue.settled);
        assertEquals(9, stage.queue.out());
    }

    @Test
    void aDestinationThatIsDownHoldsNoEventInMemoryAndRepeatsNoInvoke() {
        stage.destinationUpAt = stage.start.plus(Duration.ofMinutes(20));
        stage.policies.put(Stage.F, Stage.policy(0, OptionalInt.empty()));
        stage.does(_ -> Stage.fails());
        for (int i = 0; i < 500; i++) {
            stage.send(Stage.F);
        }
        stage.time.advance(Duration.ofMinutes(1));

        assertEquals(500, stage.invokes.size());
        assertEquals(500, stage.view().retrying());
        assertEquals(0, stage.queue.out());
        assertEquals(0, stage.view().dead() + stage.view().dropped());

        stage.time.advance(Duration.ofMinutes(26));
        assertEquals(500, stage.invokes.size());
        assertEquals(500, stage.view().dead());
        assertEquals(500, stage.queue.settled);
        assertEquals(0, stage.view().retrying());
    }

    @Test
    void aDestinationThatDoesNotAnswerHoldsUpItsOwnFunctionAlone() {
        stage.destinationHangs = true;
        stage.policies.put(Stage.F, Stage.policy(0, OptionalInt.empty()));
        stage.does(_ -> Stage.fails());
        stage.functions.put(OTHER, stage.takes(Duration.ofMillis(1)));
        stage.policies.put(OTHER, Stage.quiet(OptionalInt.empty()));
        for (int i = 0; i < 1000; i++) {
            stage.send(Stage.F);
        }
        stage.time.advance(Duration.ofMinutes(1));
        long before = stage.told.size();

        for (int i = 0; i < 100; i++) {
            stage.send(OTHER);
        }
        stage.time.advance(Duration.ofSeconds(5));

        assertEquals(DispatchConfig.defaults(2).mostTelling(), before);
        assertEquals(100, stage.invokes.stream().filter(o -> o.function().equals(OTHER)).count());
        assertEquals(100, stage.queue.settled);
    }

    @Test
    void aRetryThatCouldNotBeStoredIsNotCountedTwice() {
        stage.queue.failures = 1;
        stage.does(_ -> Stage.fails()).send(Stage.F);
        assertEquals(1, stage.view().retrying());
        stage.time.advance(Duration.ofMinutes(10));

        assertEquals(4, stage.invokes.size());
        assertEquals(1, stage.view().dead());
        assertEquals(0, stage.view().retrying() + stage.view().waiting());
    }

    @Test
    void anEventThatIsNotSettledComesAgainUnderTheSameId() {
        stage.queue.failures = 1;
        stage.does(stage.takes(Duration.ofSeconds(1))).send(Stage.F);
        stage.time.advance(Duration.ofMinutes(1));

        assertEquals(2, stage.invokes.size());
        assertEquals(stage.invokes.get(0).requestId(), stage.invokes.get(1).requestId());
        assertEquals(1, stage.queue.settled);
        assertEquals(0, stage.view().inFlight() + stage.view().waiting());
    }
}
