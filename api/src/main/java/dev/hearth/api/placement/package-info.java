/** Contract of the placement role: which worker a new execution environment goes to. */
@NullMarked
package dev.hearth.api.placement;

import org.jspecify.annotations.NullMarked;
