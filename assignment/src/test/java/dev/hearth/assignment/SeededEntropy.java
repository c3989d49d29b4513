package dev.hearth.assignment;

import dev.hearth.foundation.time.Entropy;
import java.util.Random;
import java.util.UUID;

/** The same randomness for the same seed. */
final class SeededEntropy implements Entropy {
    private final Random random;

    SeededEntropy(long seed) {
        random = new Random(seed);
    }

    @Override
    public UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    @Override
    public int below(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public byte[] secret(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
