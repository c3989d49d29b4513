package dev.hearth.events.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.function.FunctionId;
import dev.hearth.events.queue.QueuedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Faults of this server's own, connections that are lost, and what is kept in memory. */
@Timeout(60)
class DispatcherFaultsTest {
    private static final FunctionId OTHER = Stage.function("other");

    private final Stage stage = new Stage();

    @Test
    void aFaultOverOneEventLosesNeitherItNorThoseAfterIt() {
        stage.policyFaults = 1;
        stage.does(stage.takes(Duration.ofMillis(1)));
        stage.send(Stage.F);
        stage.send(Stage.F);
        stage.time.advance(Duration.ofSeconds(5));

        assertEquals(
                List.of("request-1", "request-0"),
                stage.invokes.stream().map(order -> order.requestId()).toList());
        assertEquals(2, stage.queue.settled);
        assertEquals(0, stage.view().waiting() + stage.view().retrying());
    }

    @Test
    void aFaultOverWhatIsOverIsToldLaterAndInvokesNothing() {
        stage.tellingFaults = 2;
        stage.policies.put(Stage.F, Stage.policy(0, OptionalInt.empty()));
        stage.does(_ -> Stage.fails()).send(Stage.F);
        stage.time.advance(Duration.ofSeconds(10));

        assertEquals(1, stage.invokes.size());
        assertEquals(3, stage.told.size());
        assertEquals(
                Optional.of("Unhandled"),
                stage.told.getLast().answer().orElseThrow().functionError());
        assertEquals(1, stage.view().dead());
        assertEquals(0, stage.view().dropped());
    }

    @Test
    void eventsAreHeldOnceHoweverOftenTheConnectionIsLost() {
        stage.policies.put(Stage.F, Stage.quiet(OptionalInt.empty()));
        stage.does(stage.takes(Duration.ofMinutes(1)));
        for (int i = 0; i < 20; i++) {
            stage.send(Stage.F);
        }
        for (int i = 0; i < 5; i++) {
            stage.queue.loseConnection();
        }

        assertEquals(2, stage.invokes.size());
        assertEquals(20, stage.view().waiting(), "the two that run come again, too");
        assertEquals(Set.of(), stage.queue.moved, "no more than 20 are out");
        stage.time.advance(Duration.ofMinutes(30));

        assertEquals(2 + 20, stage.invokes.size());
        assertEquals(20, stage.queue.settled);
        assertEquals(0, stage.view().waiting() + stage.view().inFlight());
    }

    @Test
    void closingBeginsNothingMoreForFunctionsThatHadNoEventsBefore() {
        stage.policies.put(OTHER, Stage.quiet(OptionalInt.empty()));
        stage.functions.put(OTHER, stage.takes(Duration.ofSeconds(1)));
        stage.does(stage.takes(Duration.ofSeconds(1))).send(Stage.F);

        stage.dispatcher.close();
        stage.send(OTHER);
        stage.time.advance(Duration.ofMinutes(1));

        assertEquals(1, stage.invokes.size());
        assertEquals(1, stage.queue.settled);
        assertEquals(1, stage.queue.out());
    }

    @Test
    void aFunctionWithoutEventsIsForgottenAndDrainedAgainWhenSomeCome() {
        stage.does(stage.takes(Duration.ofMinutes(14))).send(Stage.F);
        stage.time.advance(Duration.ofMinutes(13));
        assertEquals(1, stage.dispatcher.drained());
        stage.time.advance(Duration.ofMinutes(3));
        assertEquals(0, stage.dispatcher.drained());
        assertEquals(1, stage.view().received(), "the function is there, and so are its counts");

        stage.send(Stage.F);
        stage.time.advance(Duration.ofMinutes(15));

        assertEquals(2, stage.queue.settled);
        assertEquals(2, stage.view().received());
    }

    @Test
    void theCountsOfADeletedFunctionGoWhenNothingOfItIsLeft() {
        stage.does(stage.takes(Duration.ofMillis(1))).send(Stage.F);
        addOfEarlierServer();
        stage.time.advance(Duration.ofMinutes(1));
        stage.policies.clear();
        stage.time.advance(Duration.ofMinutes(5));
        assertEquals(1, stage.counts.queues().size());

        stage.time.advance(Duration.ofMinutes(10));

        assertEquals(List.of(), stage.counts.queues());
        assertEquals(1, stage.counts.endedOfBefore());
    }

    private void addOfEarlierServer() {
        AsyncEvent event =
                new AsyncEvent(
                        "earlier",
                        Stage.F,
                        Optional.empty(),
                        "{}".getBytes(UTF_8),
                        "",
                        stage.start.minusSeconds(5));
        stage.queue.add(QueuedEvent.fresh(event)).join();
    }
}
