package dev.hearth.app.cli;

import dev.hearth.app.cli.Checkup.Finding;
import java.util.List;

/** Which of AWS's runtimes this machine can run. */
final class RuntimeCheckup {
    private RuntimeCheckup() {}

    static List<Finding> runtimes() {
        return List.of();
    }
}
