/**
 * A folder with a function in it: what it is (from flags, a SAM template or the files themselves)
 * and the package to upload.
 */
@NullMarked
package dev.hearth.app.project;

import org.jspecify.annotations.NullMarked;
