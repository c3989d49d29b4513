/** Contract of the control role: management calls, and the catalogue as the invoke path sees it. */
@NullMarked
package dev.hearth.api.control;

import org.jspecify.annotations.NullMarked;
