/** The control role, driven through the real SDK client over a real record store. */
@NullMarked
package dev.hearth.control;

import org.jspecify.annotations.NullMarked;
