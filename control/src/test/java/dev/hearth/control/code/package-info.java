@NullMarked
package dev.hearth.control.code;

import org.jspecify.annotations.NullMarked;
