package dev.hearth.foundation.archive;

import dev.hearth.foundation.archive.BadZipException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads entries' bytes and counts them against one limit for the whole package, as they come: what
 * the directory says of their size is not believed.
 */
final class EntryData {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final ZipFile zip;
    private final long maxBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bytesRead;

    EntryData(ZipFile zip, long maxBytes) {
        this.zip = zip;
        this.maxBytes = maxBytes;
    }

    /** Takes what was read; its faults are the disk's, not the package's. */
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int length) throws IOException;
    }

    long bytesRead() {
        return bytesRead;
    }

    /**
     * @throws BadZipException when the entry is damaged or the package too large
     * @throws IOException when the sink fails
     */
    void read(ZipArchiveEntry entry, Sink sink) throws IOException {
        CRC32 crc = new CRC32();
        long length = 0;
        try (InputStream in = open(entry)) {
            for (int n = next(in); n >= 0; n = next(in)) {
                length += n;
                bytesRead += n;
                if (bytesRead > maxBytes) {
                    throw BadZipException.tooLarge(maxBytes);
                }
                crc.update(buffer, 0, n);
                sink.write(buffer, n);
            }
        }
        if (length != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new BadZipException(
                    Fault.UNREADABLE, "The entry '" + entry.getName() + "' is damaged.");
        }
    }

    private InputStream open(ZipArchiveEntry entry) throws BadZipException {
        try {
            return zip.getInputStream(entry);
        } catch (IOException | RuntimeException e) {
            // The library meets some damage with unchecked exceptions.
            throw BadZipException.unreadable(e);
        }
    }

    private int next(InputStream in) throws BadZipException {
        try {
            return in.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw BadZipException.unreadable(e);
        }
    }
}
