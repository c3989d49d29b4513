package dev.hearth.events.dispatch;

import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.invoke.Invokes;
import dev.hearth.events.destination.Destinations;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Timers;

/** What every function's drain works with. */
record Surroundings(
        AsyncPolicies policies,
        Invokes invokes,
        Destinations destinations,
        DispatchConfig config,
        Clock clock,
        Timers timers,
        UnderWay underWay) {}
