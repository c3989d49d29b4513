/**
 * The kernel: syscalls through FFM, and what is built straight on them. The only package that may;
 * every other asks it.
 */
@NullMarked
package dev.hearth.worker.linux;

import org.jspecify.annotations.NullMarked;
