package dev.hearth.control.catalogue;

/**
 * A stored record as it was read, kept so that writing it again loses nothing that a newer Hearth
 * put there.
 *
 * @param json the whole record, or an empty object
 */
public record UnknownFields(String json) {
    public static final UnknownFields NONE = new UnknownFields("{}");
}
