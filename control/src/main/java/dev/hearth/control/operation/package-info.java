/**
 * The API's management operations, one file each: read the request with the {@code aws} module,
 * check it in AWS's order and words, decide, answer. Shared here is how functions are named in
 * requests and shown in answers.
 */
@NullMarked
package dev.hearth.control.operation;

import org.jspecify.annotations.NullMarked;
