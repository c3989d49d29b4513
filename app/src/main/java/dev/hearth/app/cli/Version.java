package dev.hearth.app.cli;

import dev.hearth.app.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** Which Hearth this is. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "Hearth " + BuildInfo.version(),
            "on Java " + Runtime.version() + ", " + System.getProperty("os.name")
        };
    }
}
