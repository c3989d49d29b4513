@NullMarked
package dev.hearth.events.lease;

import org.jspecify.annotations.NullMarked;
