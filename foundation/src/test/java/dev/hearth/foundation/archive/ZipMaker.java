package dev.hearth.foundation.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Makes zips, honest or not. */
final class ZipMaker {
    static final int REGULAR = 0100644;
    static final int LINK = 0120777;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes);

    ZipMaker file(String name, String content) {
        return entry(name, REGULAR, content.getBytes(StandardCharsets.UTF_8));
    }

    ZipMaker link(String name, String target) {
        return entry(name, LINK, target.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param mode 0 for an archive made where there are no modes
     */
    ZipMaker entry(String name, int mode, byte[] content) {
        try {
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            if (mode != 0) {
                entry.setUnixMode(mode);
            }
            zip.putArchiveEntry(entry);
            zip.write(content);
            zip.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] make() {
        try {
            zip.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Overwrites a field of the first entry in the central directory. */
    static byte[] withDirectoryField(byte[] zip, int offset, int length, long value) {
        byte[] changed = zip.clone();
        ByteBuffer buffer = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        int header = 0;
        while (buffer.getInt(header) != 0x02014b50) {
            header++;
        }
        if (length == 2) {
            buffer.putShort(header + offset, (short) value);
        } else {
            buffer.putInt(header + offset, (int) value);
        }
        return changed;
    }

    /** Two names for one entry's bytes: the directory's first record repeated. */
    static byte[] withFirstRecordTwice(byte[] zip) {
        ByteBuffer in = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        int start = in.getInt(end + 16);
        byte[] record = java.util.Arrays.copyOfRange(zip, start, end);
        record[46] = 'z';
        ByteBuffer out =
                ByteBuffer.allocate(zip.length + record.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put(zip, 0, end).put(record).put(zip, end, 22);
        int newEnd = end + record.length;
        out.putShort(newEnd + 8, (short) 2).putShort(newEnd + 10, (short) 2);
        out.putInt(newEnd + 12, 2 * record.length);
        return out.array();
    }
}
