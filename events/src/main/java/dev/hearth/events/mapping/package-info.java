/** Event source mappings: what all sources have in common. Sources never see one another. */
@NullMarked
package dev.hearth.events.mapping;

import org.jspecify.annotations.NullMarked;
