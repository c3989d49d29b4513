package dev.hearth.events.queue;

import dev.hearth.events.broker.Outgoing;
import java.time.Instant;

/** Where an event is about to be written. Told before and after, to keep count. */
sealed interface Place {
    Outgoing outgoing();

    void writing();

    void ended(boolean written);

    /** It is due. */
    record InLane(Lane lane, byte[] body) implements Place {
        @Override
        public Outgoing outgoing() {
            return new Outgoing(lane.queue(), body);
        }

        @Override
        public void writing() {
            lane.added();
        }

        @Override
        public void ended(boolean written) {
            if (!written) {
                lane.removed();
            }
        }
    }

    /** It is due later. */
    record InRing(DelayRing ring, int slot, Instant due, byte[] body) implements Place {
        @Override
        public Outgoing outgoing() {
            return new Outgoing(DelayRing.queueOf(slot), body);
        }

        @Override
        public void writing() {}

        /** Written or not: to look in vain costs little. */
        @Override
        public void ended(boolean written) {
            ring.filled(slot, due);
        }
    }
}
