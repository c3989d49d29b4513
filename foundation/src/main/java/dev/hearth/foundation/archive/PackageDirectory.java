package dev.hearth.foundation.archive;

import dev.hearth.foundation.archive.BadZipException.Fault;
import dev.hearth.foundation.archive.PackagedEntry.Folder;
import dev.hearth.foundation.archive.PackagedEntry.Link;
import dev.hearth.foundation.archive.PackagedEntry.Regular;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * What a package says it holds, checked as a whole before anything is unpacked. Of two regular
 * files with one name the later counts, as with other unpackers; any other pair with one name, or a
 * name below something that is no folder, is refused.
 */
final class PackageDirectory {
    private static final int FILE_TYPE = 0170000;
    private static final int TYPE_REGULAR = 0100000;
    private static final int TYPE_FOLDER = 0040000;
    private static final int TYPE_LINK = 0120000;
    private static final int ANY_RUN_BIT = 0111;
    private static final int MADE_ON_UNIX = 3;
    private static final int MADE_ON_MACOS = 19;
    private static final int MAX_LINK_BYTES = 4_000;

    private final Map<String, PackagedEntry> entries = new LinkedHashMap<>();

    private final int maxEntries;

    private PackageDirectory(int maxEntries) {
        this.maxEntries = maxEntries;
    }

    /**
     * @param archiveBytes the archive's own size
     */
    static PackageDirectory read(ZipFile zip, EntryData data, long archiveBytes, int maxEntries)
            throws IOException {
        PackageDirectory directory = new PackageDirectory(maxEntries);
        int count = 0;
        long packedBytes = 0;
        for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
            ZipArchiveEntry entry = all.nextElement();
            if (++count > maxEntries) {
                throw BadZipException.tooManyEntries(maxEntries);
            }
            packedBytes += entry.getCompressedSize();
            if (packedBytes > archiveBytes) {
                // Entries that share their bytes: how a small archive becomes petabytes.
                throw new BadZipException(Fault.UNREADABLE, "The archive's entries overlap.");
            }
            directory.add(classify(entry, data));
        }
        if (count == 0) {
            throw new BadZipException(Fault.EMPTY, "The archive is empty.");
        }
        directory.checkLinks();
        return directory;
    }

    Collection<PackagedEntry> entries() {
        return entries.values();
    }

    private static PackagedEntry classify(ZipArchiveEntry entry, EntryData data)
            throws IOException {
        String name = entry.getName();
        EntryPath path = EntryPath.parse(name);
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw BadZipException.unsafe(name, "is encrypted");
        }
        if (entry.getMethod() != ZipMethod.STORED.getCode()
                && entry.getMethod() != ZipMethod.DEFLATED.getCode()) {
            throw BadZipException.unsafe(name, "is packed with an unsupported method");
        }
        int mode = unixMode(entry);
        int type = mode & FILE_TYPE;
        if (type == TYPE_FOLDER || (type == 0 && name.endsWith("/"))) {
            return new Folder(path);
        }
        if (name.endsWith("/") || path.isRoot()) {
            throw BadZipException.unsafe(name, "is no folder, but has a folder's name");
        }
        return switch (type) {
            case 0, TYPE_REGULAR -> new Regular(path, entry, (mode & ANY_RUN_BIT) != 0);
            case TYPE_LINK -> new Link(path, entry, linkTarget(entry, data));
            default -> throw BadZipException.unsafe(name, "is a device, a pipe or a socket");
        };
    }

    private static int unixMode(ZipArchiveEntry entry) {
        int madeOn = (entry.getVersionMadeBy() >> 8) & 0xff;
        boolean hasModes = madeOn == MADE_ON_UNIX || madeOn == MADE_ON_MACOS;
        return hasModes ? (int) (entry.getExternalAttributes() >> 16) & 0xffff : 0;
    }

    private static String linkTarget(ZipArchiveEntry entry, EntryData data) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        data.read(
                entry,
                (bytes, length) -> {
                    if (target.size() + length > MAX_LINK_BYTES) {
                        throw BadZipException.unsafe(entry.getName(), "is too long a link");
                    }
                    target.write(bytes, 0, length);
                });
        return target.toString(StandardCharsets.UTF_8);
    }

    private void add(PackagedEntry entry) throws BadZipException {
        EntryPath path = entry.path();
        if (path.isRoot()) {
            return;
        }
        addParents(path);
        PackagedEntry before = entries.putIfAbsent(path.toString(), entry);
        if (before instanceof Regular && entry instanceof Regular) {
            entries.put(path.toString(), entry);
        } else if (before != null && !(before instanceof Folder && entry instanceof Folder)) {
            throw BadZipException.unsafe(path.toString(), "is there twice");
        }
        if (entries.size() > maxEntries) {
            throw BadZipException.tooManyEntries(maxEntries);
        }
    }

    private void addParents(EntryPath path) throws BadZipException {
        for (EntryPath p = path.parent(); !p.isRoot(); p = p.parent()) {
            PackagedEntry there = entries.putIfAbsent(p.toString(), new Folder(p));
            if (there instanceof Folder) {
                return;
            }
            if (there != null) {
                throw BadZipException.unsafe(
                        path.toString(), "is below something that is no folder");
            }
        }
    }

    private void checkLinks() throws BadZipException {
        Map<String, String> targets = new HashMap<>();
        for (PackagedEntry entry : entries.values()) {
            if (entry instanceof Link(EntryPath path, var data, String target)) {
                targets.put(path.toString(), target);
            }
        }
        LinkTargets links = new LinkTargets(targets);
        for (PackagedEntry entry : entries.values()) {
            if (entry instanceof Link(EntryPath path, var data, String target)) {
                links.check(path, target);
            }
        }
    }
}
