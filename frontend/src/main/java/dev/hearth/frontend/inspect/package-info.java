/** Hearth's own few paths, under {@code /_hearth/}: for people, the command line and metrics. */
@NullMarked
package dev.hearth.frontend.inspect;

import org.jspecify.annotations.NullMarked;
