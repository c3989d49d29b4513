/** A run's results as a table for people, a plot, and raw JSON. */
@NullMarked
package dev.hearth.bench.report;

import org.jspecify.annotations.NullMarked;
