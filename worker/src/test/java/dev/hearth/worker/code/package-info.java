/** Unpacked packages. */
@NullMarked
package dev.hearth.worker.code;

import org.jspecify.annotations.NullMarked;
