package dev.hearth.worker.code;

/**
 * @param maxUnpackedBytes most a package may unpack to
 * @param maxEntries most files and folders in a package
 * @param keptPackages how many packages nobody uses stay unpacked
 */
public record CodeLimits(long maxUnpackedBytes, int maxEntries, int keptPackages) {
    /** AWS's limit of 250 MB unpacked; it states none for entries. */
    public static final CodeLimits DEFAULT = new CodeLimits(262_144_000, 100_000, 64);
}
