@NullMarked
package dev.hearth.events.destination;

import org.jspecify.annotations.NullMarked;
