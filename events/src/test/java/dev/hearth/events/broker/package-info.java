@NullMarked
package dev.hearth.events.broker;

import org.jspecify.annotations.NullMarked;
