/**
 * The catalogue: functions, their versions, settings and tags. Every change is fenced, versioned
 * and durable before it is answered.
 */
@NullMarked
package dev.hearth.control;

import org.jspecify.annotations.NullMarked;
