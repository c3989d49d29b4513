/**
 * Invokes that nobody waits for: how many are accepted, how soon they start, what a million costs.
 */
@NullMarked
package dev.hearth.bench.events;

import org.jspecify.annotations.NullMarked;
