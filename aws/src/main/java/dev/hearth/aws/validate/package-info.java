/** Broken constraints in AWS's wording. Which constraints there are, the roles know. */
@NullMarked
package dev.hearth.aws.validate;

import org.jspecify.annotations.NullMarked;
