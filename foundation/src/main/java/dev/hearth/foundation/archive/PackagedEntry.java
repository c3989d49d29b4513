package dev.hearth.foundation.archive;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** One entry of a package, its directory data checked. */
sealed interface PackagedEntry {
    EntryPath path();

    record Folder(EntryPath path) implements PackagedEntry {}

    /**
     * @param runnable whether any of its run bits is set
     */
    record Regular(EntryPath path, ZipArchiveEntry data, boolean runnable)
            implements PackagedEntry {}

    record Link(EntryPath path, ZipArchiveEntry data, String target) implements PackagedEntry {}
}
