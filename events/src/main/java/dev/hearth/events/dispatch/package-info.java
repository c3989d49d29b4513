/**
 * Takes events from the queue, invokes, and decides what becomes of each. Decisions are {@link
 * dev.hearth.events.dispatch.RetryPolicy}'s, which is a function of what it is given; what is under
 * way is each function's {@link dev.hearth.events.dispatch.FunctionDrain}'s. Knows nothing of
 * brokers, nor of how anybody is told.
 */
@NullMarked
package dev.hearth.events.dispatch;

import org.jspecify.annotations.NullMarked;
