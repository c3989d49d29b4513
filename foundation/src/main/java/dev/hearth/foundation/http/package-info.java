/**
 * HTTP as roles see it: a handler and an exchange. The server behind it is the one library choice
 * that only this package knows.
 */
@NullMarked
package dev.hearth.foundation.http;

import org.jspecify.annotations.NullMarked;
