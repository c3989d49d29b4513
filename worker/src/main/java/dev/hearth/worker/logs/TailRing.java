package dev.hearth.worker.logs;

import java.util.Arrays;

/** The last 4 KB of one invocation's log. Confined to its environment's log. */
final class TailRing {
    static final int SIZE = 4 * 1024;

    private final byte[] ring = new byte[SIZE];
    private long written;

    void add(byte[] line) {
        int from = Math.max(0, line.length - SIZE);
        for (int i = from; i < line.length; i++) {
            // Runtimes send a carriage return for a newline inside one record.
            put(line[i] == '\r' ? (byte) '\n' : line[i]);
        }
        put((byte) '\n');
    }

    private void put(byte b) {
        ring[(int) (written++ % SIZE)] = b;
    }

    byte[] bytes() {
        if (written <= SIZE) {
            return Arrays.copyOf(ring, (int) written);
        }
        byte[] whole = new byte[SIZE];
        int start = (int) (written % SIZE);
        System.arraycopy(ring, start, whole, 0, SIZE - start);
        System.arraycopy(ring, 0, whole, SIZE - start, start);
        return whole;
    }
}
