/**
 * The one error family that crosses role boundaries: a code AWS knows, who is to blame, and words
 * for the caller.
 */
@NullMarked
package dev.hearth.api.error;

import org.jspecify.annotations.NullMarked;
