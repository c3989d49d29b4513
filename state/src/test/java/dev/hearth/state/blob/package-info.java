@NullMarked
package dev.hearth.state.blob;

import org.jspecify.annotations.NullMarked;
