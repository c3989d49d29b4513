/**
 * The durable queue of events: lanes that keep functions out of each other's way, and events that
 * wait for their next attempt on disk, not in memory.
 */
@NullMarked
package dev.hearth.events.queue;

import org.jspecify.annotations.NullMarked;
