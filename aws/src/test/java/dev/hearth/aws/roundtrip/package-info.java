/** The wire against the real SDK client, over real HTTP. */
@NullMarked
package dev.hearth.aws.roundtrip;

import org.jspecify.annotations.NullMarked;
