/** Where events end: dead-letter queues and destinations, with AWS's records. */
@NullMarked
package dev.hearth.events.destination;

import org.jspecify.annotations.NullMarked;
