/** How failures are answered. */
@NullMarked
package dev.hearth.frontend.answer;

import org.jspecify.annotations.NullMarked;
