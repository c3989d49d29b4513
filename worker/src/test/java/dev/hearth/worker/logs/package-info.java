/** What is logged, how it looks, and that it stays within its limits. */
@NullMarked
package dev.hearth.worker.logs;

import org.jspecify.annotations.NullMarked;
