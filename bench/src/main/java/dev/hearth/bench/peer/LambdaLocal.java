package dev.hearth.bench.peer;

import dev.hearth.bench.host.ServerProcess;
import dev.hearth.bench.load.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * lambda-local in its server mode. Chosen as the further peer because it runs here: it needs no
 * container engine, keeps the handler loaded between calls, and does little else, so it shows what
 * an emulator without isolation can reach.
 */
public final class LambdaLocal implements Peer {
    private final ServerProcess server;
    private final Target target;

    private LambdaLocal(ServerProcess server, Target target) {
        this.server = server;
        this.target = target;
    }

    public static LambdaLocal start(Scratch scratch) throws IOException, InterruptedException {
        Path folder = NpmTools.install(scratch);
        scratch.copy(folder, List.of("index.js"));
        int port = Ports.free();
        Target target = Target.post(port, "/", "", "{\"event\":{}}");
        ServerProcess server =
                ServerProcess.start(
                        folder,
                        scratch.log("lambda-local"),
                        Map.of(),
                        List.of(
                                "node",
                                "node_modules/lambda-local/build/cli.js",
                                "--lambda-path",
                                "index.js",
                                "--verboselevel",
                                "0",
                                "--watch",
                                Integer.toString(port)));
        Ready.echo("lambda-local", server, target);
        return new LambdaLocal(server, target);
    }

    @Override
    public String name() {
        return "lambda-local";
    }

    @Override
    public String about() {
        return NpmTools.LAMBDA_LOCAL + " in its --watch mode; no isolation";
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
