/**
 * Big values that never change: function packages, named by their SHA-256. Owns the folder they are
 * in; who refers to a blob is its caller's business.
 */
@NullMarked
package dev.hearth.state.blob;

import org.jspecify.annotations.NullMarked;
