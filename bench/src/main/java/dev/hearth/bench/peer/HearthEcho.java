package dev.hearth.bench.peer;

import dev.hearth.bench.function.EchoFunction;
import dev.hearth.bench.load.OneRequest;
import dev.hearth.bench.load.Target;
import java.io.IOException;

/** The echo handler as a Node function of a Hearth server, which it doesn't own. */
public final class HearthEcho implements Peer {
    private static final String NAME = "bench-warm";

    private final String sandbox;
    private final Target target;

    private HearthEcho(String sandbox, Target target) {
        this.sandbox = sandbox;
        this.target = target;
    }

    public static HearthEcho on(HearthServer server, String sandbox)
            throws IOException, InterruptedException {
        LambdaApi api = server.api();
        api.create(NAME, EchoFunction.node());
        Target target = api.invoke(NAME, "{}");
        try (OneRequest first = new OneRequest(target)) {
            first.send();
        }
        return new HearthEcho(sandbox, target);
    }

    @Override
    public String name() {
        return "Hearth";
    }

    @Override
    public String about() {
        return "./hearth up --sandbox " + sandbox + ", a Node function through the Lambda API";
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public void close() {}
}
