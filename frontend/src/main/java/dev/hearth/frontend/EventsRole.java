package dev.hearth.frontend;

import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.events.EventIntake;
import dev.hearth.api.events.EventQueues;

/**
 * Who takes and knows about invokes that nobody waits for.
 *
 * @param policies say whether a function may invoke itself without end
 */
public record EventsRole(EventIntake intake, EventQueues queues, AsyncPolicies policies) {}
