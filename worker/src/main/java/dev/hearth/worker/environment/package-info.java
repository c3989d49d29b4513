/**
 * The life of an execution environment: Init, invokes, resets, shutdown, each phase a type. Every
 * environment has a mailbox, and only in it does its state change; what blocks runs on virtual
 * threads and reports back. Knows how phases follow one another and what callers and logs are told,
 * not how sandboxes are made.
 */
@NullMarked
package dev.hearth.worker.environment;

import org.jspecify.annotations.NullMarked;
