/**
 * The events role: invokes nobody waits for, and event sources. Invokes as every caller does; knows
 * nothing of sandboxes.
 */
@NullMarked
package dev.hearth.events;

import org.jspecify.annotations.NullMarked;
