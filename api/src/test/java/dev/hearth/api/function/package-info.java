@NullMarked
package dev.hearth.api.function;

import org.jspecify.annotations.NullMarked;
