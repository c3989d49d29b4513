/**
 * The words every role shares, and one contract per role. No I/O: records, ids, errors and
 * interfaces that could be spoken across a network. Depends on the JDK and JSpecify alone.
 */
@NullMarked
package dev.hearth.api;

import org.jspecify.annotations.NullMarked;
