package dev.hearth.app;

import dev.hearth.app.cli.Main;

/**
 * A run of what every start does, for the build to learn from: which classes to load ahead of time.
 */
public final class Rehearsal {
    private Rehearsal() {}

    public static void main(String[] args) {
        Main.main(new String[] {"doctor"});
    }
}
