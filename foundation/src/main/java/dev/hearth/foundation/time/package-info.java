/**
 * The only place that reads the system clock or makes random numbers; everything else is given a
 * {@link Clock} or an {@link Entropy}.
 */
@NullMarked
package dev.hearth.foundation.time;

import org.jspecify.annotations.NullMarked;
