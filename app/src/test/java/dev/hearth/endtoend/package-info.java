/**
 * The whole product from outside: a real server, the clients that people use, functions in every
 * language. What the machine lacks for them, {@code dev/setup-tests} installs or names.
 */
@NullMarked
package dev.hearth.endtoend;

import org.jspecify.annotations.NullMarked;
