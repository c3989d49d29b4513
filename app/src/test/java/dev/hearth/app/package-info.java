@NullMarked
package dev.hearth.app;

import org.jspecify.annotations.NullMarked;
