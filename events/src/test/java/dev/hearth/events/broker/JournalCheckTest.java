package dev.hearth.events.broker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCheckTest {
    private static final int SIZE = 64 << 10;
    private static final int SECTOR = 512;

    /** Of the front of a record: its type, file id and length. What else is in it has no check. */
    private static final int[] FRAMING = {0, 1, 2, 3, 4, 14, 15, 16, 17};

    @TempDir Path folder;
    private final Random random = new Random(4711);

    private void check() throws IOException {
        new JournalCheck(folder).run();
    }

    private DamagedJournalException refused() {
        return assertThrows(DamagedJournalException.class, this::check);
    }

    @Test
    void letsAnEmptyFolderAndAWholeJournalThrough() throws Exception {
        check();
        JournalBytes.fresh(1, SIZE, random).add(700).add(10).add(0).write(folder, 1);
        JournalBytes.fresh(2, SIZE, random).write(folder, 2);
        check();
        assertFalse(Files.exists(folder.resolve("gaps-of-crashes")));
    }

    @Test
    void refusesEveryChangedByteThatHoldsRecordsTogether() throws Exception {
        for (int shift = 0; shift < SECTOR; shift += 7) {
            JournalBytes whole = JournalBytes.fresh(1, SIZE, random).add(900 + shift);
            int at = whole.end();
            whole.add(300);
            int end = whole.end();
            whole.add(1_500).add(50);
            for (int byteOfFront : FRAMING) {
                whole.copy().flip(at + byteOfFront).write(folder, 1);
                assertTrue(refused().problem().contains("bytes " + at + " to " + end));
            }
            for (int byteOfEnd = end - 4; byteOfEnd < end; byteOfEnd++) {
                whole.copy().flip(byteOfEnd).write(folder, 1);
                refused();
            }
        }
    }

    @Test
    void refusesThemInAFileThatWasUsedBeforeToo() throws Exception {
        JournalBytes old = JournalBytes.fresh(1, SIZE, random);
        while (old.has(777)) {
            old.add(777);
        }
        JournalBytes whole = old.again(9).add(1_000).add(300).add(300).add(1_500).add(50);
        int at = 16 + JournalBytes.ADD + 1_000;
        for (int byteOfFront : FRAMING) {
            whole.copy().flip(at + byteOfFront).write(folder, 1);
            refused();
        }
    }

    @Test
    void changesNothingWhenItRefusesAndSaysWhatToDo() throws Exception {
        JournalBytes damaged = JournalBytes.fresh(1, SIZE, random).add(500).add(500).add(500);
        damaged.flip(16 + 523).write(folder, 1);
        DamagedJournalException refusal = refused();
        Path file = folder.resolve("journal/activemq-data-1.amq");
        assertTrue(refusal.problem().contains(file.toString()), refusal.problem());
        assertTrue(refusal.advice().contains("Restore " + folder), refusal.advice());
        assertTrue(refusal.advice().contains("move that one file"), refusal.advice());
        assertArrayEquals(damaged.array(), Files.readAllBytes(file));
        try (var left = Files.walk(folder)) {
            assertEquals(3, left.count());
        }
    }

    @Test
    void refusesAHoleInAFileThatIsNotTheLast() throws Exception {
        JournalBytes first = JournalBytes.fresh(1, SIZE, random);
        while (first.has(900)) {
            first.add(900);
        }
        first.zero(8 * SECTOR, 16 * SECTOR);
        first.write(folder, 1);
        check();
        Files.delete(folder.resolve("gaps-of-crashes"));
        JournalBytes.fresh(2, SIZE, random).add(1).write(folder, 2);
        refused();
    }

    @Test
    void letsThroughWhateverSectorsAPowerCutHasLost() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            Random cut = new Random(seed);
            JournalBytes before = crashed(cut);
            JournalBytes after = before.copy();
            for (int i = cut.nextInt(30); i >= 0 && after.has(3_000); i--) {
                after.add(cut.nextInt(3_000));
            }
            int from = before.end();
            int to = after.end();
            for (int at = from; at < to; at = (at / SECTOR + 1) * SECTOR) {
                if (cut.nextBoolean()) {
                    after.lose(before, at, Math.min(to, (at / SECTOR + 1) * SECTOR));
                }
            }
            Files.deleteIfExists(folder.resolve("gaps-of-crashes"));
            Files.deleteIfExists(folder.resolve("journal/activemq-data-8.amq"));
            after.write(folder, 1);
            check();
            goOn(after, cut);
            check();
        }
    }

    /** Records that were synced, in a file used for the first or the second time. */
    private static JournalBytes crashed(Random random) {
        JournalBytes before = JournalBytes.fresh(1, SIZE, random);
        if (random.nextBoolean()) {
            while (before.has(2_000)) {
                before.add(random.nextInt(2_000));
            }
            before = before.again(7);
        }
        for (int i = random.nextInt(10); i > 0; i--) {
            before.add(random.nextInt(2_000));
        }
        return before;
    }

    /** As the broker does: behind the last record, and then in the next file. */
    private void goOn(JournalBytes journal, Random random) throws IOException {
        RecordFrames frames = new RecordFrames(ByteBuffer.wrap(journal.array()), SIZE, journal.use);
        int last =
                IntStream.range(16, SIZE)
                        .filter(at -> frames.lengthAt(at) != RecordFrames.NONE)
                        .map(at -> at + frames.lengthAt(at))
                        .max()
                        .orElse(16);
        journal.goOnAt(last);
        for (int i = random.nextInt(20); i > 0 && journal.has(2_000); i--) {
            journal.add(random.nextInt(2_000));
        }
        journal.write(folder, 1);
        JournalBytes.fresh(8, SIZE, random).add(10).write(folder, 8);
    }

    @Test
    void letsAHalfWrittenRecordAtTheEndThrough() throws Exception {
        JournalBytes journal = JournalBytes.fresh(1, SIZE, random).add(500).add(5_000);
        for (int end = 16 + 523; end < journal.end(); end += 97) {
            JournalBytes cut = journal.copy();
            cut.zero(end, SIZE);
            cut.write(folder, 1);
            check();
        }
    }

    @Test
    void refusesAHeaderThatMakesNoSense() throws Exception {
        for (int at = 0; at < 9; at++) {
            JournalBytes.fresh(1, SIZE, random).add(1).flip(at).write(folder, 1);
            assertTrue(refused().problem().contains("header"));
        }
        Files.write(folder.resolve("journal/activemq-data-1.amq"), new byte[3]);
        refused();
    }

    @Test
    void refusesTwoFilesThatSayTheyAreTheSame() throws Exception {
        JournalBytes.fresh(1, SIZE, random).add(1).write(folder, 1);
        JournalBytes.fresh(1, SIZE, random).add(1).write(folder, 2);
        assertTrue(refused().problem().contains("same file"));
    }
}
