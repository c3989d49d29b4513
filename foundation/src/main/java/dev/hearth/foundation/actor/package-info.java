/**
 * State owners: one mailbox, one message at a time, and a step that says when it next wants to
 * wake.
 */
@NullMarked
package dev.hearth.foundation.actor;

import org.jspecify.annotations.NullMarked;
