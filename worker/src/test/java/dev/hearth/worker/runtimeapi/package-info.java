/** The Runtime API over HTTP. */
@NullMarked
package dev.hearth.worker.runtimeapi;

import org.jspecify.annotations.NullMarked;
