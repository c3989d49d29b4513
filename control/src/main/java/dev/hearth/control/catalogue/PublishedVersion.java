package dev.hearth.control.catalogue;

/** A numbered version: never changes. */
public record PublishedVersion(int number, Revision revision) {
    public String name() {
        return Integer.toString(number);
    }
}
