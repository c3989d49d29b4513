@NullMarked
package dev.hearth.events.mapping.sqs;

import org.jspecify.annotations.NullMarked;
