/** This machine and the processes on it: what they are, how busy, how large. */
@NullMarked
package dev.hearth.bench.host;

import org.jspecify.annotations.NullMarked;
