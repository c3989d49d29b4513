@NullMarked
package dev.hearth.app.project;

import org.jspecify.annotations.NullMarked;
