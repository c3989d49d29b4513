package dev.hearth.events.queue;

import dev.hearth.events.broker.Outgoing;
import dev.hearth.events.broker.Received;
import dev.hearth.events.broker.Receiver;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What becomes of one message: acknowledged, and perhaps another sent instead.
 *
 * @param from what took it
 */
record Settlement(
        Receiver from,
        Received received,
        Optional<Outgoing> instead,
        CompletableFuture<Void> durable) {}
