/**
 * Contract of the worker role: start, invoke and stop execution environments; read what they
 * logged.
 */
@NullMarked
package dev.hearth.api.worker;

import org.jspecify.annotations.NullMarked;
