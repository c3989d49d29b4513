package dev.hearth.foundation.archive;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A zip package that will not be unpacked, in words for whoever sent it. */
public final class BadZipException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Fault {
        /** No zip, or a damaged one. */
        UNREADABLE,
        /** A zip without entries. */
        EMPTY,
        /** Unpacked it would hold too many bytes. */
        TOO_LARGE,
        TOO_MANY_ENTRIES,
        /** An entry that would reach outside the folder, or that a package has no use for. */
        UNSAFE
    }

    private final Fault fault;

    BadZipException(Fault fault, String words) {
        this(fault, words, null);
    }

    BadZipException(Fault fault, String words, @Nullable Throwable cause) {
        super(words, cause);
        this.fault = fault;
    }

    static BadZipException unsafe(String name, String why) {
        return new BadZipException(Fault.UNSAFE, "The entry '%s' %s.".formatted(shown(name), why));
    }

    static BadZipException unreadable(Throwable cause) {
        return new BadZipException(
                Fault.UNREADABLE, "The file is no zip archive, or a damaged one.", cause);
    }

    static BadZipException tooLarge(long maxUnpackedBytes) {
        return new BadZipException(
                Fault.TOO_LARGE,
                "Unpacked, the archive is larger than %d bytes.".formatted(maxUnpackedBytes));
    }

    static BadZipException tooManyEntries(int maxEntries) {
        return new BadZipException(
                Fault.TOO_MANY_ENTRIES,
                "The archive has more than %d entries.".formatted(maxEntries));
    }

    public Fault fault() {
        return fault;
    }

    /** Names come from whoever sent the archive: kept short and free of control characters. */
    private static String shown(String name) {
        int maxShown = 100;
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= maxShown ? clean : clean.substring(0, maxShown) + "...";
    }
}
