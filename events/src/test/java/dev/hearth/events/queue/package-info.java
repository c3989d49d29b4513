@NullMarked
package dev.hearth.events.queue;

import org.jspecify.annotations.NullMarked;
