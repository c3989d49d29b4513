/**
 * The SDK's model classes as data: which members a shape has and where they travel. Knows no
 * protocol.
 */
@NullMarked
package dev.hearth.aws.shape;

import org.jspecify.annotations.NullMarked;
