package dev.hearth.events.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look at the journals before the broker reads them: it passes over whatever is no record without
 * a word, and so would lose events. What a crash may leave is let through; all else is refused.
 *
 * <p>A file is synced before the next is written to. So only in the last file that has records may
 * a crash leave a gap; the broker goes on behind it, which is why gaps are remembered.
 *
 * <p>Bodies are not looked at: an event has a checksum of its own, which its reader compares.
 */
final class JournalCheck {
    private static final Logger log = LoggerFactory.getLogger(JournalCheck.class);

    private final Path folder;

    /**
     * @param folder the broker's; it may be empty or not be there
     */
    JournalCheck(Path folder) {
        this.folder = folder;
    }

    /**
     * Changes nothing when it refuses.
     *
     * @throws DamagedJournalException naming file and place, and saying what to do
     */
    void run() throws IOException {
        KnownGaps memory = new KnownGaps(folder);
        List<JournalGap> known = memory.read();
        List<JournalGap> left = new ArrayList<>();
        left.addAll(check(BrokerConfiguration.JOURNAL, BrokerConfiguration.JOURNAL_SUFFIX, known));
        left.addAll(check(BrokerConfiguration.BINDINGS, ".bindings", known));
        if (left.stream().anyMatch(gap -> !known.contains(gap))) {
            left.addAll(known);
            memory.write(left.stream().filter(this::isThere).distinct().toList());
        }
    }

    /** The gaps that stay, known before or not. */
    private List<JournalGap> check(String journal, String suffix, List<JournalGap> known)
            throws IOException {
        List<JournalFileScan> files = scan(journal, suffix);
        long last = -1;
        for (JournalFileScan file : files) {
            last = file.records() > 0 ? file.use() : last;
        }
        List<JournalGap> left = new ArrayList<>();
        for (JournalFileScan file : files) {
            for (JournalGap gap : file.gaps()) {
                if (known.stream().noneMatch(gap::isWithin)) {
                    judge(file, gap, last);
                }
                left.add(gap);
            }
        }
        return left;
    }

    private boolean isThere(JournalGap gap) {
        return Stream.of(BrokerConfiguration.JOURNAL, BrokerConfiguration.BINDINGS)
                .anyMatch(journal -> Files.exists(folder.resolve(journal).resolve(gap.file())));
    }

    private static void judge(JournalFileScan file, JournalGap gap, long last) {
        if (gap.certain() || file.use() < last) {
            throw DamagedJournalException.gap(file.file(), gap);
        }
        log.warn(
                "{}, bytes {} to {}: no records at the end of the queue of events; a crash cut"
                        + " a write short, before anything in it was acknowledged",
                file.file(),
                gap.from(),
                gap.to());
    }

    /** In the order of use. */
    private List<JournalFileScan> scan(String journal, String suffix) throws IOException {
        List<JournalFileScan> scans = new ArrayList<>();
        byte[] scratch = new byte[0];
        for (Path file : filesOf(folder.resolve(journal), suffix)) {
            int size = Math.toIntExact(Files.size(file));
            scratch = scratch.length < size ? new byte[size] : scratch;
            scans.add(JournalFileScan.of(file, size, scratch));
        }
        scans.sort(Comparator.comparingLong(JournalFileScan::use));
        for (int i = 1; i < scans.size(); i++) {
            if (scans.get(i).use() == scans.get(i - 1).use()) {
                throw DamagedJournalException.twice(scans.get(i).file(), scans.get(i - 1).file());
            }
        }
        return scans;
    }

    private static List<Path> filesOf(Path journal, String suffix) throws IOException {
        if (!Files.isDirectory(journal)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }
}
