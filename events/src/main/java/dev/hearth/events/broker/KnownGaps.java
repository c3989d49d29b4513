package dev.hearth.events.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The gaps that crashes have left at what was then the end of the journal. Records go on behind
 * them, so that later they look like damage.
 */
final class KnownGaps {
    private static final String FILE = "gaps-of-crashes";

    /** File name, use, where it begins and ends. */
    private static final Pattern LINE = Pattern.compile("\\S+ \\d{1,18} \\d{1,9} \\d{1,9}");

    private final Path file;

    KnownGaps(Path folder) {
        this.file = folder.resolve(FILE);
    }

    /** A line that cannot be read is a gap not known. */
    List<JournalGap> read() throws IOException {
        List<JournalGap> gaps = new ArrayList<>();
        if (!Files.exists(file)) {
            return gaps;
        }
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            String[] words = line.split(" ", -1);
            if (words.length == 4 && LINE.matcher(line).matches()) {
                gaps.add(
                        new JournalGap(
                                words[0],
                                Long.parseLong(words[1]),
                                Integer.parseInt(words[2]),
                                Integer.parseInt(words[3]),
                                false));
            }
        }
        return gaps;
    }

    /** Durable when it returns. */
    void write(List<JournalGap> gaps) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (JournalGap gap : gaps) {
            lines.append(gap.file() + " " + gap.use() + " " + gap.from() + " " + gap.to() + "\n");
        }
        Path next = file.resolveSibling(FILE + ".new");
        try (FileChannel out =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes =
                    ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
