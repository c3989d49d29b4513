/**
 * Zip packages: what is in them, and unpacking them without being fooled. A package is read twice
 * in full: its directory is checked as a whole before anything is unpacked, and what comes out is
 * counted as it comes, whatever the directory promised. Knows nothing of functions.
 */
@NullMarked
package dev.hearth.foundation.archive;

import org.jspecify.annotations.NullMarked;
