package dev.hearth.worker.logs;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** The last 4 KB of one invocation's log. Confined to its environment's log. */
final class TailRing {
    static final int SIZE = 4 * 1024;

    /** As few of the last lines as reach the size, whole. */
    private final Deque<byte[]> lines = new ArrayDeque<>();

    private int held;

    void add(byte[] line) {
        lines.addLast(line);
        held += line.length + 1;
        while (held - lines.getFirst().length - 1 >= SIZE) {
            held -= lines.removeFirst().length + 1;
        }
    }

    byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(held);
        for (byte[] line : lines) {
            whole.writeBytes(line);
            whole.write('\n');
        }
        byte[] all = whole.toByteArray();
        for (int i = 0; i < all.length; i++) {
            // Runtimes send a carriage return for a newline inside one record.
            if (all[i] == '\r') {
                all[i] = '\n';
            }
        }
        return Arrays.copyOfRange(all, Math.max(0, all.length - SIZE), all.length);
    }
}
