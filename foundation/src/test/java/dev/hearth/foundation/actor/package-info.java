@NullMarked
package dev.hearth.foundation.actor;

import org.jspecify.annotations.NullMarked;
