/**
 * Records on ZooKeeper: a client for any ensemble, and a server of one that runs inside this
 * process. Owns every system property and setting of ZooKeeper's; nothing of it shows outside.
 */
@NullMarked
package dev.hearth.state.zookeeper;

import org.jspecify.annotations.NullMarked;
