@NullMarked
package dev.hearth.state;

import org.jspecify.annotations.NullMarked;
