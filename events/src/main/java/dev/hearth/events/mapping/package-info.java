/**
 * Event source mappings: what all sources have in common. One process at a time runs a mapping, by
 * lease; its source reads records, this package filters them, invokes the function and reads its
 * answer. Sources never see one another.
 */
@NullMarked
package dev.hearth.events.mapping;

import org.jspecify.annotations.NullMarked;
