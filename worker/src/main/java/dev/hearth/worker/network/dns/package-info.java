/**
 * A name server for sandboxes that only passes questions on to the host's own. Its listening
 * sockets are in the router's namespace, those towards the host's name servers in the host's: so it
 * reaches a name server that listens on the host's loopback, which no sandbox could.
 */
@NullMarked
package dev.hearth.worker.network.dns;

import org.jspecify.annotations.NullMarked;
