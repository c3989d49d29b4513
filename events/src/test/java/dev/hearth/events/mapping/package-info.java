@NullMarked
package dev.hearth.events.mapping;

import org.jspecify.annotations.NullMarked;
