/**
 * The restJson1 protocol, both ways on the server's side: a request into the SDK's request class,
 * the SDK's response class into an answer. Stateless, safe for use by many threads.
 */
@NullMarked
package dev.hearth.aws.json;

import org.jspecify.annotations.NullMarked;
