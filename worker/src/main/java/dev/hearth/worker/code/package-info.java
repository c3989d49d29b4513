/**
 * Code on this host: packages unpacked once, shared read-only by every environment that runs them,
 * and removed when room is needed.
 */
@NullMarked
package dev.hearth.worker.code;

import org.jspecify.annotations.NullMarked;
