@NullMarked
package dev.hearth.events.dispatch;

import org.jspecify.annotations.NullMarked;
