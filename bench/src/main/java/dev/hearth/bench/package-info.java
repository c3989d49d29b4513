/** End-to-end benchmarks, with peers beside us in the same run. */
@NullMarked
package dev.hearth.bench;

import org.jspecify.annotations.NullMarked;
