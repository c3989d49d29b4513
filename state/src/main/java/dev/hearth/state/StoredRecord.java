package dev.hearth.state;

/**
 * @param version grows by one with every write of this path; what a conditional change names
 */
public record StoredRecord(String path, byte[] data, int version) {
    /** The last part of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
