/** What the design document says of modules and packages, as tests. */
@NullMarked
package dev.hearth.architecture;

import org.jspecify.annotations.NullMarked;
