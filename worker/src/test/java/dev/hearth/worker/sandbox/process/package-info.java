/** The process backend with real processes. */
@NullMarked
package dev.hearth.worker.sandbox.process;

import org.jspecify.annotations.NullMarked;
