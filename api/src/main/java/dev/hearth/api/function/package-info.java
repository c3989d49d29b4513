/**
 * What a function is: its names, its versions and the configuration that an execution environment
 * is made from.
 */
@NullMarked
package dev.hearth.api.function;

import org.jspecify.annotations.NullMarked;
