/**
 * End-to-end benchmarks, with peers beside us in the same run: the flow, its options, and what each
 * part measures. Everything is reached over HTTP, as a user would.
 */
@NullMarked
package dev.hearth.bench;

import org.jspecify.annotations.NullMarked;
