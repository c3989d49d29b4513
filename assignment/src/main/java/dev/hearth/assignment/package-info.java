/** Which execution environment serves an invoke. Never sees a payload. */
@NullMarked
package dev.hearth.assignment;

import org.jspecify.annotations.NullMarked;
