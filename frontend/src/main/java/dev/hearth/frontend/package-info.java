/**
 * The public HTTP edge: who is calling, what they want, whether it is allowed, and the way there.
 * Stateless; knows no sandboxes.
 */
@NullMarked
package dev.hearth.frontend;

import org.jspecify.annotations.NullMarked;
