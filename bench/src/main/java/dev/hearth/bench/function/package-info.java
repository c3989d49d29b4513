/** The functions that are invoked, in each language the same: an echo. */
@NullMarked
package dev.hearth.bench.function;

import org.jspecify.annotations.NullMarked;
