/** Takes events from the queue, invokes, and decides what becomes of each. */
@NullMarked
package dev.hearth.events.dispatch;

import org.jspecify.annotations.NullMarked;
