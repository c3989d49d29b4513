package dev.hearth.state;

/** One part of a commit; each names the state of the store it was decided on. */
public sealed interface Change {
    String path();

    /** The path must not be there, its parent must. */
    record Create(String path, byte[] data) implements Change {}

    /** The path must be there, in this version. */
    record Write(String path, byte[] data, int ifVersion) implements Change {}

    /** The path must be there, in this version, and have no children. */
    record Delete(String path, int ifVersion) implements Change {}

    /** Changes nothing; the path must be there, in this version. */
    record Check(String path, int ifVersion) implements Change {}
}
