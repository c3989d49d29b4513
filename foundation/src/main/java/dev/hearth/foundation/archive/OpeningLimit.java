package dev.hearth.foundation.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A channel that allows only so many reads until it is {@link #lift lifted}. The zip library keeps
 * every entry of a directory in memory before anyone can count them; it reads at least twice for
 * each, so a limit on reads is one on memory.
 */
final class OpeningLimit implements SeekableByteChannel {
    /** Looking for the directory's end takes a read for each byte of the archive's comment. */
    private static final int READS_FOR_THE_END = 3 * 65_536;

    private static final int MOST_READS_PER_ENTRY = 5;

    private final SeekableByteChannel channel;
    private final int maxEntries;
    private long readsLeft;

    OpeningLimit(SeekableByteChannel channel, int maxEntries) {
        this.channel = channel;
        this.maxEntries = maxEntries;
        this.readsLeft = READS_FOR_THE_END + (long) MOST_READS_PER_ENTRY * maxEntries;
    }

    void lift() {
        readsLeft = Long.MAX_VALUE;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (--readsLeft < 0) {
            throw BadZipException.tooManyEntries(maxEntries);
        }
        return channel.read(into);
    }

    @Override
    public int write(ByteBuffer from) {
        throw new java.nio.channels.NonWritableChannelException();
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new java.nio.channels.NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
