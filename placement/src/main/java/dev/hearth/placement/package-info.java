/** Where a new execution environment goes. Knows workers and leases, not functions' code. */
@NullMarked
package dev.hearth.placement;

import org.jspecify.annotations.NullMarked;
