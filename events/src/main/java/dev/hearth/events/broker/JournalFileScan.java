package dev.hearth.events.broker;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in one file of a journal.
 *
 * @param use the id of the file's present use: files are used in the order of it
 * @param records whole ones, of the present use
 */
record JournalFileScan(Path file, long use, int records, List<JournalGap> gaps) {
    /**
     * @param scratch at least as large as the file; its content is lost
     * @throws DamagedJournalException when the file's header makes no sense
     */
    static JournalFileScan of(Path file, int size, byte[] scratch) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            if (in.readNBytes(scratch, 0, size) != size) {
                throw new IOException(file + " became shorter while it was read");
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(scratch);
        if (size < RecordFrames.HEADER || bytes.getInt() != RecordFrames.FORMAT) {
            throw DamagedJournalException.header(file);
        }
        int userVersion = bytes.getInt();
        long use = bytes.getLong();
        if (userVersion != 0 || use <= 0) {
            throw DamagedJournalException.header(file);
        }
        return walk(file, use, new RecordFrames(bytes, size, use), bytes, size);
    }

    private static JournalFileScan walk(
            Path file, long use, RecordFrames frames, ByteBuffer bytes, int size) {
        String name = String.valueOf(file.getFileName());
        boolean zeroBefore = neverReused(name, use);
        GapOrigin origin = new GapOrigin(frames, bytes, zeroBefore);
        List<JournalGap> gaps = new ArrayList<>();
        int records = 0;
        int at = RecordFrames.HEADER;
        while (at < size) {
            int length = frames.lengthAt(at);
            if (length != RecordFrames.NONE) {
                records++;
                at += length;
                continue;
            }
            int next = frames.next(at + 1);
            if (next < size) {
                gaps.add(new JournalGap(name, use, at, next, origin.isDamage(at, next)));
            } else if (frames.isOfThisUse(at) || (zeroBefore && bytes.get(at) != 0)) {
                gaps.add(new JournalGap(name, use, at, size, false));
            }
            at = next;
        }
        return new JournalFileScan(file, use, records, List.copyOf(gaps));
    }

    /** A file is named by its first use; what it holds beyond its records is zeros until then. */
    private static boolean neverReused(String name, long use) {
        int dash = name.lastIndexOf('-');
        int dot = name.indexOf('.', dash + 1);
        return dash >= 0 && dot > dash && name.substring(dash + 1, dot).equals(Long.toString(use));
    }
}
