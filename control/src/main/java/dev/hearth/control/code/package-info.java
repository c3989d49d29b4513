/**
 * Function packages: taking them in, links to download them, and removing those that no function
 * refers to any more.
 */
@NullMarked
package dev.hearth.control.code;

import org.jspecify.annotations.NullMarked;
