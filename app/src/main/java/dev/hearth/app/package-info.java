/** The only main: wires the roles together by hand, and the command line. */
@NullMarked
package dev.hearth.app;

import org.jspecify.annotations.NullMarked;
