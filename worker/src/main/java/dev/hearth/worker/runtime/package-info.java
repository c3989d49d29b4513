/**
 * Runtimes: which interpreters this host has, how a function is started on each, and the clients of
 * ours that speak the Runtime API for it. Knows nothing of sandboxes' making or of invokes.
 */
@NullMarked
package dev.hearth.worker.runtime;

import org.jspecify.annotations.NullMarked;
