/**
 * Doubles for the seams of this module, by hand, for other modules' tests: they never sleep and
 * never read the system's clock.
 */
@NullMarked
package dev.hearth.foundation.testing;

import org.jspecify.annotations.NullMarked;
