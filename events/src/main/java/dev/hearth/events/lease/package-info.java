/**
 * Who of many processes does what: each thing to be done is leased, through the record store, to
 * one of them. Knows nothing of what is done. The decisions are in {@link
 * dev.hearth.events.lease.LeaseBook}, which neither reads a clock nor touches the store.
 */
@NullMarked
package dev.hearth.events.lease;

import org.jspecify.annotations.NullMarked;
