/**
 * The invoke path: from a request to an environment's answer, on the event loop alone when an
 * environment is idle. Payloads are checked, never read into objects.
 */
@NullMarked
package dev.hearth.frontend.invoke;

import org.jspecify.annotations.NullMarked;
