/** The life of execution environments, as every backend must give it. */
@NullMarked
package dev.hearth.worker.environment;

import org.jspecify.annotations.NullMarked;
