/** Folders whose content is not trusted: removing them, and opening them to other users. */
@NullMarked
package dev.hearth.worker.files;

import org.jspecify.annotations.NullMarked;
