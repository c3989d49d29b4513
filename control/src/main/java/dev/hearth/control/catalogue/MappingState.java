package dev.hearth.control.catalogue;

/** Where an event source mapping is between what was asked for and its being in effect. */
public enum MappingState {
    CREATING("Creating"),
    ENABLING("Enabling"),
    ENABLED("Enabled"),
    DISABLING("Disabling"),
    DISABLED("Disabled"),
    UPDATING("Updating"),
    DELETING("Deleting");

    private final String wireName;

    MappingState(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether nothing is under way. */
    public boolean settled() {
        return this == ENABLED || this == DISABLED;
    }
}
