package dev.hearth.bench.cold;

import dev.hearth.bench.function.EchoFunction;
import dev.hearth.bench.load.OneRequest;
import dev.hearth.bench.peer.LambdaApi;
import dev.hearth.bench.peer.Scratch;
import dev.hearth.worker.runtime.LanguageRuntime;
import dev.hearth.worker.runtime.RuntimeFallback;
import dev.hearth.worker.runtime.Runtimes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures cold starts, ours and the baseline's by turns, so that both see the same machine. */
public final class ColdStarts {
    /** Until the environment before has been taken down and its processor time is free again. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    private static final int WARM_UP = 3;

    private final LambdaApi api;
    private final Scratch scratch;
    private final Runtimes runtimes;

    public ColdStarts(LambdaApi api, Scratch scratch) throws IOException {
        this.api = api;
        this.scratch = scratch;
        this.runtimes = new Runtimes(scratch.fresh("clients"), RuntimeFallback.NONE);
    }

    public ColdResult measure(EchoFunction function, int times)
            throws IOException, InterruptedException {
        String name = "bench-cold-" + function.language();
        api.create(name, function);
        BareProcess bare = bare(function);
        List<Duration> bareTimes = new ArrayList<>();
        List<Duration> hearthTimes = new ArrayList<>();
        try (OneRequest invoke = new OneRequest(api.invoke(name, "{}"))) {
            for (int i = -WARM_UP; i < times; i++) {
                Duration plain = bare.measure();
                api.renew(name, i);
                Thread.sleep(PAUSE);
                Duration through = invoke.send();
                if (i >= 0) {
                    bareTimes.add(plain);
                    hearthTimes.add(through);
                }
            }
        }
        api.delete(name);
        return new ColdResult(function.language(), function.runtime(), bareTimes, hearthTimes);
    }

    private BareProcess bare(EchoFunction function) throws IOException {
        Path task = scratch.fresh("bare-" + function.language());
        function.unpack(task);
        LanguageRuntime runtime = runtimes.find(function.runtime(), architecture());
        return new BareProcess(function, runtime, task, scratch.log("bare-" + function.language()));
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
    }
}
