/**
 * The {@code process} backend: plain child processes, for machines where nothing better is
 * possible. It isolates nothing and enforces no memory, processor or {@code /tmp} limit; it never
 * freezes. It does keep functions from running as root, ends whole process trees, and leaves none
 * behind.
 */
@NullMarked
package dev.hearth.worker.sandbox.process;

import org.jspecify.annotations.NullMarked;
