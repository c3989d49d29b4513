package dev.hearth.api.error;

/** Whose problem an error is; AWS prints it as {@code Type}. */
public enum Blame {
    CALLER("User"),
    PLATFORM("Service");

    private final String wireName;

    Blame(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
