/** Contract of the events role: invokes that nobody waits for, and event sources. */
@NullMarked
package dev.hearth.api.events;

import org.jspecify.annotations.NullMarked;
