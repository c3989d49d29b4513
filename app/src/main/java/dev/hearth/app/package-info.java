/**
 * The only module that knows every role: it wires them into one process and offers the command
 * line. Nothing depends on it.
 */
@NullMarked
package dev.hearth.app;

import org.jspecify.annotations.NullMarked;
