/** Who may call: the rules of each kind of listener. */
@NullMarked
package dev.hearth.frontend.access;

import org.jspecify.annotations.NullMarked;
