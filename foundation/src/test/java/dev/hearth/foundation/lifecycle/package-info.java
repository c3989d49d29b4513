@NullMarked
package dev.hearth.foundation.lifecycle;

import org.jspecify.annotations.NullMarked;
