package dev.hearth.foundation.time;

import java.util.UUID;

/** Randomness, as a seam: seeded in tests. Safe for use by many threads. */
public interface Entropy {
    /** A random (version 4) UUID, unique but not secret. */
    UUID uuid();

    /** At random among 0 (included) and bound (excluded). */
    int below(int bound);

    /** Bytes nobody can guess. */
    byte[] secret(int length);

    static Entropy system() {
        return SystemEntropy.INSTANCE;
    }
}
