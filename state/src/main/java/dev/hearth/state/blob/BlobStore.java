package dev.hearth.state.blob;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.state.Durably;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of blobs, each named by its content: the same content put twice is one file. A blob that
 * {@link #put} has answered for is whole and on disk.
 */
public final class BlobStore {
    /** Room that blobs leave free for the records and logs that share their disk. */
    private static final long RESERVE_BYTES = 32L * 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final Path incoming;
    private final Clock clock;
    private final Entropy entropy;

    /** Keeps a blob that is put again from being removed at the same moment. */
    private final ReentrantLock naming = new ReentrantLock();

    private BlobStore(Path folder, Clock clock, Entropy entropy) {
        this.folder = folder;
        this.incoming = folder.resolve("incoming");
        this.clock = clock;
        this.entropy = entropy;
    }

    /**
     * Opens the folder, makes it when it isn't there, and clears what a crash has left half
     * written.
     */
    public static BlobStore open(Path folder, Clock clock, Entropy entropy) throws IOException {
        BlobStore store = new BlobStore(folder, clock, entropy);
        Durably.makeFolder(store.incoming);
        try (Stream<Path> drafts = Files.list(store.incoming)) {
            for (Path draft : drafts.toList()) {
                Files.delete(draft);
            }
        }
        return store;
    }

    /** Looks at a blob before it is kept, and throws to refuse it. */
    @FunctionalInterface
    public interface Check {
        void check(Path draft) throws IOException;
    }

    /**
     * @throws NoRoomException when the disk is full
     */
    public Blob put(byte[] content) throws IOException {
        return put(content, _ -> {});
    }

    /**
     * @throws NoRoomException when the disk is full
     */
    public Blob put(byte[] content, Check check) throws IOException {
        requireRoom(content.length);
        return put(new ByteArrayInputStream(content), check);
    }

    /**
     * @throws NoRoomException when the disk is full
     */
    public Blob put(InputStream content) throws IOException {
        return put(content, _ -> {});
    }

    private Blob put(InputStream content, Check check) throws IOException {
        Path draft = incoming.resolve(entropy.uuid().toString());
        try {
            Blob blob = write(content, draft);
            check.check(draft);
            keep(draft, blob.id());
            return blob;
        } catch (IOException e) {
            if (roomBytes() < RESERVE_BYTES) {
                throw noRoom(e);
            }
            throw e;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Where a blob can be read, when it is there. */
    public Optional<Path> path(String id) {
        Path file = file(id);
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    /** All blobs that were last put before a moment, in no order. */
    public List<String> putBefore(Instant moment) throws IOException {
        List<String> ids = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (ID.matcher(name).matches() && lastPut(file).isBefore(moment)) {
                    ids.add(name);
                }
            }
        }
        return ids;
    }

    /**
     * Removes a blob unless it was put again since a moment. One that isn't there is gone already.
     */
    public void delete(String id, Instant unlessPutSince) throws IOException {
        Path file = file(id);
        naming.lock();
        try {
            if (Files.exists(file) && lastPut(file).isBefore(unlessPutSince)) {
                Files.delete(file);
            }
        } finally {
            naming.unlock();
        }
    }

    private Blob write(InputStream content, Path draft) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (FileChannel out = Durably.newFile(draft)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                for (ByteBuffer rest = ByteBuffer.wrap(buffer, 0, n); rest.hasRemaining(); ) {
                    out.write(rest);
                }
                size += n;
            }
            out.force(true);
        }
        return new Blob(HexFormat.of().formatHex(digest.digest()), size);
    }

    private void keep(Path draft, String id) throws IOException {
        Path file = file(id);
        naming.lock();
        try {
            if (Files.exists(file)) {
                Files.setLastModifiedTime(file, FileTime.from(clock.now()));
            } else {
                Files.setLastModifiedTime(draft, FileTime.from(clock.now()));
                Durably.makeFolder(parent(file));
                Durably.moveInto(draft, file);
            }
        } finally {
            naming.unlock();
        }
    }

    private static Instant lastPut(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (NoSuchFileException e) {
            // Removed since it was listed: nothing to remove.
            return Instant.MAX;
        }
    }

    /** What can still be written to the disk that the folder is on. */
    public long roomBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    private void requireRoom(long bytes) throws IOException {
        if (roomBytes() < bytes + RESERVE_BYTES) {
            throw noRoom(null);
        }
    }

    private NoRoomException noRoom(@Nullable Throwable cause) {
        return new NoRoomException("The disk that holds " + folder + " is full.", cause);
    }

    private Path file(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("No blob's id: " + id);
        }
        return folder.resolve(id.substring(0, 2)).resolve(id);
    }

    private Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? folder : parent;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
