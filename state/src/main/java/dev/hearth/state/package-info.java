/**
 * What outlives a process: durable records with versions and fencing ({@link RecordStore}), blobs,
 * and the folder they are kept in. Knows nothing of what the records mean. Every call here may
 * block for a disk or a network: none belongs on the path of a warm invoke.
 */
@NullMarked
package dev.hearth.state;

import org.jspecify.annotations.NullMarked;
