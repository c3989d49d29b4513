/**
 * The catalogue of functions and the management side of the API. An operation decides on records,
 * the records are written, fenced and durable, and replaying them changes the catalogue in memory;
 * then the caller has its answer. Knows nothing of sandboxes.
 */
@NullMarked
package dev.hearth.control;

import org.jspecify.annotations.NullMarked;
