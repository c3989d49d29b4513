/** Errors as AWS shapes them on the wire. The one place that turns a failure into an answer. */
@NullMarked
package dev.hearth.aws.error;

import org.jspecify.annotations.NullMarked;
