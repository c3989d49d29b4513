/** Processes to kill and books to check by, for the tests of every package here and of the app. */
@NullMarked
package dev.hearth.events.testing;

import org.jspecify.annotations.NullMarked;
