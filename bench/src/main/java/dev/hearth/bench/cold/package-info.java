/**
 * Cold starts: a new environment through Hearth, against the same runtime client and handler as a
 * plain process that speaks to a stub of the Runtime API.
 */
@NullMarked
package dev.hearth.bench.cold;

import org.jspecify.annotations.NullMarked;
