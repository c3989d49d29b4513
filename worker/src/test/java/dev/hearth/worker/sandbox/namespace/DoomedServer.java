package dev.hearth.worker.sandbox.namespace;

import dev.hearth.worker.sandbox.RunningProcess;
import dev.hearth.worker.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * A server in a process of its own, with one busy and one frozen sandbox, that waits to be killed.
 */
final class DoomedServer {
    static final String READY = "ready";

    private static final String SCRIPT =
            """
            import time
            print('up', flush=True)
            while True:
                time.sleep(0.01)
            """;

    private DoomedServer() {}

    public static void main(String[] arguments) throws Exception {
        Host host = new Host(Path.of(arguments[0]));
        start(host, "busy");
        start(host, "frozen").freeze();
        System.out.println(READY);
        while (true) {
            LockSupport.park();
        }
    }

    private static Sandbox start(Host host, String name) throws Exception {
        Sandbox sandbox = host.backend.create(host.spec(name, Host.DOOMED_UID, SCRIPT));
        Host.Output output = new Host.Output();
        RunningProcess process = sandbox.start(Host.python(output));
        host.awaitOutput(process, output, "up");
        return sandbox;
    }
}
