/**
 * SQS queues as event sources, at any endpoint that speaks SQS. Pollers are virtual threads; each
 * receives a batch, has it invoked, and deletes what was processed; what was not, the queue gives
 * again or moves to its dead-letter queue by itself.
 */
@NullMarked
package dev.hearth.events.mapping.sqs;

import org.jspecify.annotations.NullMarked;
