/**
 * The load generator: raw HTTP/1.1 over non-blocking sockets, one thread in closed loop, two in
 * open loop. It knows nothing of who is measured.
 */
@NullMarked
package dev.hearth.bench.load;

import org.jspecify.annotations.NullMarked;
