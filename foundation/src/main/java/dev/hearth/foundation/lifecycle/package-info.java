/** Ending what was begun, in the opposite order. */
@NullMarked
package dev.hearth.foundation.lifecycle;

import org.jspecify.annotations.NullMarked;
