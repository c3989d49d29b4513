/**
 * Where a new execution environment goes. Knows workers, their leases and what is booked on them,
 * not functions' code. The choice is a pure function over a snapshot; one owner books and frees.
 */
@NullMarked
package dev.hearth.placement;

import org.jspecify.annotations.NullMarked;
