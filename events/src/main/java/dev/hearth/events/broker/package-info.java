/**
 * The message broker, embedded or somewhere else. Nothing else knows that it is Apache Artemis: the
 * rest of the role sees named queues of bytes, acknowledged sends and transactions.
 */
@NullMarked
package dev.hearth.events.broker;

import org.jspecify.annotations.NullMarked;
