/** Tests of the worker against real processes, and the contract suite every backend passes. */
@NullMarked
package dev.hearth.worker;

import org.jspecify.annotations.NullMarked;
