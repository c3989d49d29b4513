package dev.hearth.foundation.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where an entry goes, below the folder it is unpacked into.
 *
 * @param segments none of them empty, {@code .} or {@code ..}; no segment at all is the folder
 *     itself
 */
record EntryPath(List<String> segments) {
    private static final int MAX_SEGMENT_LENGTH = 255;
    private static final int MAX_LENGTH = 4_000;
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:/.*");

    EntryPath {
        segments = List.copyOf(segments);
    }

    static EntryPath parse(String name) throws BadZipException {
        if (name.length() > MAX_LENGTH) {
            throw BadZipException.unsafe(name, "has too long a name");
        }
        if (name.indexOf('\0') >= 0 || name.indexOf('\\') >= 0) {
            throw BadZipException.unsafe(name, "has a backslash or a zero byte in its name");
        }
        if (name.startsWith("/") || DRIVE.matcher(name).matches()) {
            throw BadZipException.unsafe(name, "has an absolute path");
        }
        List<String> segments = new ArrayList<>();
        for (String segment : name.split("/", -1)) {
            switch (segment) {
                case "", "." -> {}
                case ".." -> throw BadZipException.unsafe(name, "has '..' in its path");
                default -> {
                    if (segment.length() > MAX_SEGMENT_LENGTH) {
                        throw BadZipException.unsafe(name, "has too long a name");
                    }
                    segments.add(segment);
                }
            }
        }
        return new EntryPath(segments);
    }

    boolean isRoot() {
        return segments.isEmpty();
    }

    EntryPath parent() {
        return new EntryPath(segments.subList(0, segments.size() - 1));
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }
}
