package dev.hearth.worker.environment;

import dev.hearth.worker.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code AWS_LAMBDA_EXEC_WRAPPER}: a program of the customer's that is run in place of the runtime
 * and given the runtime's command. Managed runtimes alone look at it, and in a shell: so an absent
 * wrapper ends with status 127 and one without its run bit with 126, after a line in the log.
 */
final class ExecWrapper {
    private static final String VARIABLE = "AWS_LAMBDA_EXEC_WRAPPER";

    private static final String SCRIPT =
            """
            [ -f "$1" ] || { echo "$1: does not exist"; exit 127; }
            [ -x "$1" ] || { echo "$1: is not an executable"; exit 126; }
            exec "$@"
            """;

    private ExecWrapper() {}

    /** The command as it is, or wrapped where the customer's variables say so. */
    static List<String> around(
            List<String> command, Map<String, String> customers, Sandbox.Paths inside) {
        String wrapper = customers.getOrDefault(VARIABLE, "");
        if (wrapper.isEmpty()) {
            return command;
        }
        List<String> wrapped =
                new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "sh", located(wrapper, inside)));
        wrapped.addAll(command);
        return wrapped;
    }

    /** Paths are given as AWS gives them, wherever they are here. */
    private static String located(String wrapper, Sandbox.Paths inside) {
        if (wrapper.startsWith("/var/task/")) {
            return inside.task() + wrapper.substring("/var/task".length());
        }
        if (wrapper.startsWith("/opt/")) {
            return inside.layers() + wrapper.substring("/opt".length());
        }
        return wrapper;
    }
}
