package dev.hearth.foundation.time;

import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

final class SystemEntropy implements Entropy {
    static final SystemEntropy INSTANCE = new SystemEntropy();

    private final SecureRandom secrets = new SecureRandom();

    /**
     * Made from the thread's own generator: {@link UUID#randomUUID} takes a lock and costs a
     * microsecond on every invoke.
     */
    @Override
    public UUID uuid() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    @Override
    public int below(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    @Override
    public byte[] secret(int length) {
        byte[] bytes = new byte[length];
        secrets.nextBytes(bytes);
        return bytes;
    }
}
