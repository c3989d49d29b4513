@NullMarked
package dev.hearth.events;

import org.jspecify.annotations.NullMarked;
