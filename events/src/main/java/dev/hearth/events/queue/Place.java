package dev.hearth.events.queue;

import dev.hearth.events.broker.Outgoing;
import java.time.Instant;

/** Where an event is about to be written. Told before and after, to keep count. */
sealed interface Place {
    String queue();

    byte[] body();

    void writing();

    void ended(boolean written);

    default Outgoing outgoing() {
        return new Outgoing(queue(), body());
    }

    /** It is due. */
    record InLane(Lane lane, byte[] body) implements Place {
        @Override
        public String queue() {
            return lane.queue();
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
        public String queue() {
            return DelayRing.queueOf(slot);
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
