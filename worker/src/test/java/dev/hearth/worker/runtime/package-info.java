/** Which interpreter is picked for a runtime. */
@NullMarked
package dev.hearth.worker.runtime;

import org.jspecify.annotations.NullMarked;
