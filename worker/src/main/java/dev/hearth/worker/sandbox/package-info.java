/**
 * The contract of a sandbox: a place in which one execution environment's processes run. Backends
 * live in packages below and never see one another.
 */
@NullMarked
package dev.hearth.worker.sandbox;

import org.jspecify.annotations.NullMarked;
