/** Percent-encoding, queries: the parts of a request's target as AWS's clients write them. */
@NullMarked
package dev.hearth.aws.uri;

import org.jspecify.annotations.NullMarked;
