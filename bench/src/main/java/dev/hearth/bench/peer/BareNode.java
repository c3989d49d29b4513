package dev.hearth.bench.peer;

import dev.hearth.bench.host.ServerProcess;
import dev.hearth.bench.load.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The same handler behind Node's own HTTP server: what the machine can do at all. */
public final class BareNode implements Peer {
    private final ServerProcess server;
    private final Target target;

    private BareNode(ServerProcess server, Target target) {
        this.server = server;
        this.target = target;
    }

    public static BareNode start(Scratch scratch) throws IOException, InterruptedException {
        Path folder = scratch.fresh("bare-node");
        scratch.copy(folder, List.of("index.js", "bare-server.js"));
        int port = Ports.free();
        Target target = Target.post(port, "/", "", "{}");
        ServerProcess server =
                ServerProcess.start(
                        folder,
                        scratch.log("bare-node"),
                        Map.of(),
                        List.of("node", "bare-server.js", Integer.toString(port)));
        Ready.echo("the bare Node server", server, target);
        return new BareNode(server, target);
    }

    @Override
    public String name() {
        return "bare Node";
    }

    @Override
    public String about() {
        return "the same handler behind node:http in one process, no Lambda about it";
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public void close() {
        server.close();
    }
}
