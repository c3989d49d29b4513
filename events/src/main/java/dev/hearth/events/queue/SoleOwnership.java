package dev.hearth.events.queue;

/** Everything is this process's: nobody else can reach the broker inside it. */
public final class SoleOwnership implements LaneOwnership {
    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Claims begin(Reading reading) {
        return new Claims() {
            @Override
            public void want(String key) {
                reading.gained(key);
            }

            @Override
            public void unwant(String key) {
                var _ = reading.lost(key);
            }

            @Override
            public void close() {}
        };
    }
}
