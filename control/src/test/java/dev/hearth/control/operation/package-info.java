@NullMarked
package dev.hearth.control.operation;

import org.jspecify.annotations.NullMarked;
