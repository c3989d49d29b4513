/**
 * The catalogue's one owner, and the catalogue on disk: how records are written as JSON, where they
 * are kept, and that an owner whose term has ended writes nothing any more.
 */
@NullMarked
package dev.hearth.control.journal;

import org.jspecify.annotations.NullMarked;
