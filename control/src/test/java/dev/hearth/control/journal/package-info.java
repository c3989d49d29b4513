@NullMarked
package dev.hearth.control.journal;

import org.jspecify.annotations.NullMarked;
