package dev.hearth.app.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which Hearth this is. */
final class Version implements IVersionProvider {
    static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "Hearth " + text(),
            "on Java " + Runtime.version() + ", " + System.getProperty("os.name")
        };
    }
}
