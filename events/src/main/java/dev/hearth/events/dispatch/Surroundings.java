package dev.hearth.events.dispatch;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.invoke.InvokeOrder;
import dev.hearth.api.invoke.Invoked;
import dev.hearth.api.invoke.Invokes;
import dev.hearth.events.destination.Destinations;
import dev.hearth.events.destination.Destinations.Told;
import dev.hearth.events.destination.Ending;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every function's drain works with. */
record Surroundings(
        AsyncPolicies policies,
        Invokes invokes,
        Destinations destinations,
        DispatchConfig config,
        Clock clock,
        Timers timers,
        UnderWay underWay) {
    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);

    /** Never throws: what goes wrong fails the future. */
    CompletableFuture<Invoked> invoke(AsyncEvent event) {
        try {
            return invokes.invoke(
                    new InvokeOrder(
                            event.requestId(),
                            event.function(),
                            event.qualifier(),
                            event.payload(),
                            event.traceId()));
        } catch (RuntimeException | Error e) {
            LOG.error("event {} could not be invoked", event.requestId(), e);
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Never throws: what goes wrong fails the future. */
    CompletableFuture<Told> tell(Ending ending) {
        try {
            return destinations.tell(ending);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
