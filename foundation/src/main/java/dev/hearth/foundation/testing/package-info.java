/**
 * Doubles for the seams of this module, by hand, for other modules' tests: they never sleep and
 * never read the system's clock. And places where a test meets the real thing at its limits.
 */
@NullMarked
package dev.hearth.foundation.testing;

import org.jspecify.annotations.NullMarked;
