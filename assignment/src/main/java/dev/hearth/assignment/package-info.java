/**
 * Which execution environment serves an invoke. Never sees a payload.
 *
 * <p>{@link dev.hearth.assignment.AssignmentLeader} is the door: it runs every message through one
 * mailbox, on the thread of whoever brings it. Behind it everything is single-threaded: {@code
 * Dispatcher} matches invokes with environments, {@code Coverage} sees to it that every waiter has
 * one on its way, {@code Launcher} starts and stops them, {@code Concurrency} says who may come in,
 * {@code Upkeep} does what time brings. Nothing of others' runs inside the mailbox: calls to
 * workers and completions of futures leave through an outbox.
 */
@NullMarked
package dev.hearth.assignment;

import org.jspecify.annotations.NullMarked;
