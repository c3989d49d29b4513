package dev.hearth.app;

import java.util.Optional;

/** Which Hearth this is. */
public final class BuildInfo {
    private BuildInfo() {}

    public static String version() {
        return Optional.ofNullable(BuildInfo.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}
