package dev.hearth.bench.peer;

import dev.hearth.bench.host.ServerProcess;
import dev.hearth.bench.load.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** serverless-offline, through the Lambda API that it offers: handlers in a worker thread. */
public final class ServerlessOffline implements Peer {
    private final ServerProcess server;
    private final Target target;

    private ServerlessOffline(ServerProcess server, Target target) {
        this.server = server;
        this.target = target;
    }

    public static ServerlessOffline start(Scratch scratch)
            throws IOException, InterruptedException {
        Path folder = NpmTools.install(scratch);
        scratch.copy(folder, List.of("index.js", "serverless.yml"));
        int port = Ports.free();
        Target target = Target.post(port, "/2015-03-31/functions/echo/invocations", "", "{}");
        ServerProcess server =
                ServerProcess.start(
                        folder,
                        scratch.log("serverless-offline"),
                        Map.of(
                                "SLS_NOTIFICATIONS_MODE", "off",
                                "SLS_TELEMETRY_DISABLED", "1",
                                "SLS_INTERACTIVE_SETUP_ENABLE", "0"),
                        List.of(
                                "node",
                                "node_modules/serverless/bin/serverless.js",
                                "offline",
                                "start",
                                "--lambdaPort",
                                Integer.toString(port),
                                "--httpPort",
                                Integer.toString(Ports.free())));
        Ready.echo("serverless-offline", server, target);
        return new ServerlessOffline(server, target);
    }

    @Override
    public String name() {
        return "serverless-offline";
    }

    @Override
    public String about() {
        return "%s under %s, its Lambda endpoint; no isolation"
                .formatted(NpmTools.SERVERLESS_OFFLINE, NpmTools.SERVERLESS);
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
