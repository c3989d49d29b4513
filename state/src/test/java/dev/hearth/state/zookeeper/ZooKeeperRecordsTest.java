package dev.hearth.state.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.state.Change;
import dev.hearth.state.ConflictException;
import dev.hearth.state.Epoch;
import dev.hearth.state.RecordStore;
import dev.hearth.state.StoreException;
import dev.hearth.state.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ZooKeeperRecordsTest {
    private static final ZooKeeperSecret SECRET = new ZooKeeperSecret(new byte[] {1, 2, 3});

    @TempDir private Path folder;
    private EmbeddedZooKeeper server;
    private RecordStore records;

    @BeforeEach
    void start() throws IOException {
        server = EmbeddedZooKeeper.start(folder, SECRET, new NoTimers());
        records = ZooKeeperRecords.connect(server.connectString(), SECRET);
    }

    @AfterEach
    void stop() {
        records.close();
        server.close();
    }

    @Test
    void keepsRecordsAcrossARestart() throws IOException {
        records.makeFolder("/a/b");
        records.commit(List.of(new Change.Create("/a/b/c", bytes("one"))));
        records.commit(List.of(new Change.Write("/a/b/c", bytes("two"), 0)));

        stop();
        start();

        StoredRecord record = records.read("/a/b/c").orElseThrow();
        assertEquals("two", new String(record.data(), UTF_8));
        assertEquals(1, record.version());
        assertEquals("c", record.name());
    }

    @Test
    void listsAndReadsChildrenInOrder() {
        records.makeFolder("/many");
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            changes.add(new Change.Create("/many/%03d".formatted(i), bytes("v" + i)));
        }
        records.commit(changes);

        List<StoredRecord> read = records.readChildren("/many");

        assertEquals(700, read.size());
        assertEquals("v42", new String(read.get(42).data(), UTF_8));
        assertEquals(List.of("many", "zookeeper"), records.children("/"));
        assertEquals(List.of(), records.children("/none"));
        assertEquals(Optional.empty(), records.read("/none"));
    }

    @Test
    void aCommitThatDoesNotFitChangesNothingAndSaysWhichPart() {
        records.makeFolder("/f");
        records.commit(List.of(new Change.Create("/f/a", bytes("1"))));
        Change fits = new Change.Create("/f/b", bytes("2"));
        for (Change misfit :
                List.of(
                        new Change.Write("/f/a", bytes("x"), 7),
                        new Change.Delete("/f/a", 7),
                        new Change.Check("/f/a", 7),
                        new Change.Create("/f/a", bytes("x")),
                        new Change.Write("/f/none", bytes("x"), 0),
                        new Change.Create("/none/a", bytes("x")),
                        new Change.Delete("/f", 0))) {
            ConflictException conflict =
                    assertThrows(
                            ConflictException.class, () -> records.commit(List.of(fits, misfit)));

            assertSame(misfit, conflict.change());
        }
        assertEquals(List.of("a"), records.children("/f"));
        assertArrayEquals(bytes("1"), records.read("/f/a").orElseThrow().data());
    }

    @Test
    void anOwnerWhoseTermEndedCannotWrite() {
        Epoch first = Epoch.claim(records, "/owner");
        records.commit(List.of(first.check(), new Change.Create("/by-first", bytes("1"))));
        Epoch second = Epoch.claim(records, "/owner");

        assertThrows(
                ConflictException.class,
                () ->
                        records.commit(
                                List.of(
                                        first.check(),
                                        new Change.Create("/by-zombie", bytes("0")))));
        records.commit(List.of(second.check(), new Change.Create("/by-second", bytes("2"))));

        assertEquals(Optional.empty(), records.read("/by-zombie"));
        assertEquals("2", new String(records.read("/by-second").orElseThrow().data(), UTF_8));
    }

    @Test
    void strangersCanNeitherReadNorWrite() throws Exception {
        records.makeFolder("/a");
        Thread.UncaughtExceptionHandler none = Thread.getDefaultUncaughtExceptionHandler();
        ZooKeeper stranger = new ZooKeeper(server.connectString(), 10_000, event -> {});
        try {
            stranger.addAuthInfo("digest", bytes("hearth:guess"));
            for (String path : List.of("/", "/a", "/zookeeper", "/zookeeper/quota")) {
                String below = (path.equals("/") ? "" : path) + "/evil";
                refused(() -> stranger.getData(path, false, null));
                refused(() -> stranger.getChildren(path, false));
                refused(() -> stranger.setData(path, bytes("x"), -1));
                refused(() -> stranger.setACL(path, ZooDefs.Ids.OPEN_ACL_UNSAFE, -1));
                refused(() ->
                        stranger.create(
                                below,
                                bytes("x"),
                                ZooDefs.Ids.OPEN_ACL_UNSAFE,
                                CreateMode.EPHEMERAL));
            }
            refused(() -> {
                stranger.delete("/a", -1);
                return "";
            });
        } finally {
            stranger.close();
        }
        assertSame(none, Thread.getDefaultUncaughtExceptionHandler());
    }

    @Test
    void goesOnWhenItsSessionHasExpired() throws Exception {
        records.makeFolder("/a");
        ZooKeeper session = ((ZooKeeperRecords) records).client();
        // Whoever has a session's id and password is that session, and may end it.
        ZooKeeper twin =
                new ZooKeeper(
                        server.connectString(),
                        10_000,
                        event -> {},
                        session.getSessionId(),
                        session.getSessionPasswd());
        twin.addAuthInfo("digest", SECRET.credentials());
        assertEquals(
                List.of("a", "zookeeper"), twin.getChildren("/", false).stream().sorted().toList());
        twin.close();

        assertEquals(List.of("a", "zookeeper"), records.children("/"));
        records.commit(List.of(new Change.Create("/a/b", bytes("1"))));

        assertNotEquals(
                session.getSessionId(), ((ZooKeeperRecords) records).client().getSessionId());
    }

    @Test
    void shortLivedServersDoNotPileUpSnapshots() throws Exception {
        for (int i = 0; i < 30; i++) {
            records.makeFolder("/start-" + i);
            stop();
            start();
        }
        assertTrue(snapshots() <= 12, "old snapshots are not removed");
        assertEquals(31, records.children("/").size());
    }

    private long snapshots() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("version-2"))) {
            return files.filter(f -> f.getFileName().toString().startsWith("snapshot")).count();
        }
    }

    @Test
    void saysThatTheStoreCannotBeReached() {
        ZooKeeperRecords lost = ZooKeeperRecords.connect(server.connectString(), SECRET);
        server.close();
        lost.close();

        assertThrows(StoreException.class, () -> lost.read("/a"));
    }

    private interface Attempt {
        Object make() throws KeeperException, InterruptedException;
    }

    private static void refused(Attempt attempt) {
        assertThrows(KeeperException.NoAuthException.class, attempt::make);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
