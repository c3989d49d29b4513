/** Contract of the assignment role: which execution environment serves this invoke. */
@NullMarked
package dev.hearth.api.assignment;

import org.jspecify.annotations.NullMarked;
