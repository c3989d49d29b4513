/** Attacks on zip packages, and honest ones. */
@NullMarked
package dev.hearth.foundation.archive;

import org.jspecify.annotations.NullMarked;
