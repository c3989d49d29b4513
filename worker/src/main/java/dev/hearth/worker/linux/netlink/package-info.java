/**
 * Netlink, the kernel's own interface to links, addresses, routes and packet filters: messages as
 * pure functions on bytes, and one socket that sends them and turns refusals into words. Needs no
 * {@code ip} and no {@code nft}. Knows nothing of what the links are for.
 */
@NullMarked
package dev.hearth.worker.linux.netlink;

import org.jspecify.annotations.NullMarked;
