/**
 * The Runtime API, version 2018-06-01, of one execution environment: HTTP in, calls on the
 * environment out. Runs in the environment's mailbox. Knows nothing of processes or of time.
 */
@NullMarked
package dev.hearth.worker.runtimeapi;

import org.jspecify.annotations.NullMarked;
