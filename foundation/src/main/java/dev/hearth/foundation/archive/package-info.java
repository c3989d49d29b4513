/** Zip packages: what is in them, and unpacking them without being fooled. */
@NullMarked
package dev.hearth.foundation.archive;

import org.jspecify.annotations.NullMarked;
