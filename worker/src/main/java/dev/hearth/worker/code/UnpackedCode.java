package dev.hearth.worker.code;

import dev.hearth.foundation.archive.ZipPackage;
import dev.hearth.worker.files.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The unpacked packages of this host. Unpacking happens beside the final place and is moved there
 * whole, so a folder with a package's name is always complete. Any thread; blocks for disks.
 */
public final class UnpackedCode {
    private static final String TEMPORARY = ".";

    private final Path folder;
    private final CodeSource source;
    private final CodeLimits limits;

    /** Guards users, idle and every folder's coming and going; never held while unpacking. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, Integer> users = new HashMap<>();
    private final SequencedSet<String> idle = new LinkedHashSet<>();
    private final Map<String, ReentrantLock> unpacking = new HashMap<>();
    private long evictions;

    public UnpackedCode(Path folder, CodeSource source, CodeLimits limits) {
        this.folder = folder;
        this.source = source;
        this.limits = limits;
    }

    /** Takes over what an earlier server has unpacked, and removes what it was in the middle of. */
    public void open() throws IOException {
        Files.createDirectories(folder);
        List<Path> halves = new ArrayList<>();
        lock.lock();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            for (Path path : found) {
                String name = path.getFileName().toString();
                if (name.startsWith(TEMPORARY)) {
                    halves.add(path);
                } else {
                    idle.add(name);
                }
            }
            halves.addAll(evict());
        } finally {
            lock.unlock();
        }
        deleteAll(halves);
    }

    /**
     * Unpacks the package unless it is there already; callers who want the same one wait for one
     * unpacking.
     *
     * @param id SHA-256 of the package, lower-case hex
     * @throws IOException when it cannot be had or unpacked
     */
    public CodeLease lease(String id) throws IOException {
        hold(id);
        try {
            unpackOnce(id);
            return new CodeLease(folder.resolve(id), () -> release(id));
        } catch (IOException | RuntimeException failed) {
            release(id);
            throw failed;
        }
    }

    private void hold(String id) {
        lock.lock();
        try {
            users.merge(id, 1, Integer::sum);
            idle.remove(id);
        } finally {
            lock.unlock();
        }
    }

    private void unpackOnce(String id) throws IOException {
        Path place = folder.resolve(id);
        if (Files.isDirectory(place)) {
            return;
        }
        ReentrantLock turn;
        lock.lock();
        try {
            turn = unpacking.computeIfAbsent(id, _ -> new ReentrantLock());
        } finally {
            lock.unlock();
        }
        turn.lock();
        try {
            if (!Files.isDirectory(place)) {
                unpack(id, place);
            }
        } finally {
            turn.unlock();
        }
    }

    private void unpack(String id, Path place) throws IOException {
        Path beside = folder.resolve(TEMPORARY + "unpacking-" + id);
        Folders.delete(beside);
        ZipPackage.unpack(source.zip(id), beside, limits.maxUnpackedBytes(), limits.maxEntries());
        Files.move(beside, place, StandardCopyOption.ATOMIC_MOVE);
    }

    private void release(String id) {
        List<Path> evicted = List.of();
        lock.lock();
        try {
            if (users.merge(id, -1, Integer::sum) == 0) {
                users.remove(id);
                unpacking.remove(id);
                idle.addLast(id);
                evicted = evict();
            }
        } catch (IOException unable) {
            throw new UncheckedIOException("cannot remove unused code", unable);
        } finally {
            lock.unlock();
        }
        deleteAll(evicted);
    }

    /**
     * Takes the longest idle packages out of the way; deleting them, which is slow, comes later.
     */
    private List<Path> evict() throws IOException {
        List<Path> evicted = new ArrayList<>();
        while (idle.size() > limits.keptPackages()) {
            String id = idle.removeFirst();
            Path place = folder.resolve(id);
            if (Files.isDirectory(place)) {
                Path away = folder.resolve(TEMPORARY + "evicted-" + evictions++ + "-" + id);
                Files.move(place, away, StandardCopyOption.ATOMIC_MOVE);
                evicted.add(away);
            }
        }
        return evicted;
    }

    private static void deleteAll(List<Path> folders) {
        for (Path each : folders) {
            try {
                Folders.delete(each);
            } catch (IOException unable) {
                throw new UncheckedIOException("cannot remove " + each, unable);
            }
        }
    }
}
