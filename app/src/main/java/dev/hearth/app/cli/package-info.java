/**
 * What users type. Commands talk to a server over HTTP, as any other client does; only {@code up},
 * {@code doctor} and a {@code run} that finds no server touch the rest of the program. The only
 * package that prints.
 */
@NullMarked
package dev.hearth.app.cli;

import org.jspecify.annotations.NullMarked;
