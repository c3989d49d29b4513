@NullMarked
package dev.hearth.app.cli;

import org.jspecify.annotations.NullMarked;
