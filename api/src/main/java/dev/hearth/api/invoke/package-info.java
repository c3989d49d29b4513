/** Contract of the frontend's synchronous path, for roles that invoke functions themselves. */
@NullMarked
package dev.hearth.api.invoke;

import org.jspecify.annotations.NullMarked;
