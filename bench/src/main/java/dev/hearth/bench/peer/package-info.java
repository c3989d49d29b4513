/** Who is measured: Hearth and its peers, each started as its users start it. */
@NullMarked
package dev.hearth.bench.peer;

import org.jspecify.annotations.NullMarked;
