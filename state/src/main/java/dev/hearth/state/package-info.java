/** Durable records with versions and fencing, on ZooKeeper; blobs in a folder. */
@NullMarked
package dev.hearth.state;

import org.jspecify.annotations.NullMarked;
