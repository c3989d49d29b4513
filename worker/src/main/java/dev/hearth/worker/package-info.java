/**
 * One host: makes sandboxes, runs Init, Invoke and Shutdown in them, meters them, keeps what they
 * log. Knows no other worker.
 */
@NullMarked
package dev.hearth.worker;

import org.jspecify.annotations.NullMarked;
