/**
 * Seams to the outside world, one package each: time, HTTP, archives, state owners, lifecycles.
 * Knows nothing of functions.
 */
@NullMarked
package dev.hearth.foundation;

import org.jspecify.annotations.NullMarked;
