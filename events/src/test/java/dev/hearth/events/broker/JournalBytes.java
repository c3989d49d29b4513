package dev.hearth.events.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** A journal file as the broker would have it on disk, written by hand. */
final class JournalBytes {
    static final int ADD = 23;

    final int use;
    private final byte[] array;
    private final ByteBuffer bytes;
    private final Random random;

    private JournalBytes(int use, byte[] array, Random random) {
        this.use = use;
        this.array = array;
        this.bytes = ByteBuffer.wrap(array);
        this.random = random;
        bytes.putInt(0, 2).putInt(4, 0).putLong(8, use).position(16);
    }

    static JournalBytes fresh(int use, int size, Random random) {
        return new JournalBytes(use, new byte[size], random);
    }

    /** The same file, used again: all that was in it stays until it is written over. */
    JournalBytes again(int newUse) {
        return new JournalBytes(newUse, array.clone(), random);
    }

    JournalBytes copy() {
        JournalBytes copy = again(use);
        copy.bytes.position(end());
        return copy;
    }

    int end() {
        return bytes.position();
    }

    byte[] array() {
        return array;
    }

    void goOnAt(int position) {
        bytes.position(position);
    }

    boolean has(int more) {
        return bytes.remaining() >= ADD + more;
    }

    /** A record of an event; its body holds no zero. */
    JournalBytes add(int bodySize) {
        bytes.put((byte) 11).putInt(use).put((byte) 0).putLong(random.nextLong());
        bytes.putInt(bodySize).put((byte) 31);
        for (int i = 0; i < bodySize; i++) {
            bytes.put((byte) (20 + random.nextInt(200)));
        }
        bytes.putInt(bodySize + ADD);
        return this;
    }

    JournalBytes flip(int at) {
        bytes.put(at, (byte) ~bytes.get(at));
        return this;
    }

    /** These bytes are as they were in {@code before}. */
    void lose(JournalBytes before, int from, int to) {
        System.arraycopy(before.array, from, array, from, to - from);
    }

    void zero(int from, int to) {
        Arrays.fill(array, from, to, (byte) 0);
    }

    void write(Path folder, int firstUse) throws IOException {
        Path journal = Files.createDirectories(folder.resolve("journal"));
        Files.write(journal.resolve("activemq-data-" + firstUse + ".amq"), array);
    }
}
