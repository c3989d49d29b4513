package dev.hearth.control.catalogue;

/** Where a function is between a change and its being in effect. */
public sealed interface Phase {
    /** State {@code Pending}: never been invocable. */
    record Creating() implements Phase {}

    /** State {@code Active}, last update {@code Successful}. */
    record Settled() implements Phase {}

    /**
     * State {@code Active}, last update {@code InProgress}: the revision before is still served.
     */
    record Updating(Revision served) implements Phase {}
}
