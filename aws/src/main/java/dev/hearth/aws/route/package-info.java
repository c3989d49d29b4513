/**
 * Which operation a request is for: the API's operations as data, and the search in them. Knows
 * nothing of what an operation does.
 */
@NullMarked
package dev.hearth.aws.route;

import org.jspecify.annotations.NullMarked;
