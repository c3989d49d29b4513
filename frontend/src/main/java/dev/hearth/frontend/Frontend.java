package dev.hearth.frontend;

import dev.hearth.api.control.Management;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.invoke.Invokes;
import dev.hearth.api.worker.EnvironmentIdentity;
import dev.hearth.api.worker.Logs;
import dev.hearth.aws.route.RouteTable;
import dev.hearth.foundation.http.HttpHandler;
import dev.hearth.foundation.http.HttpLimits;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.frontend.access.AccessRule;
import dev.hearth.frontend.access.FunctionPolicy;
import dev.hearth.frontend.access.OpenListener;
import dev.hearth.frontend.access.OperationPolicy;
import dev.hearth.frontend.access.SignedListener;
import dev.hearth.frontend.answer.Answers;
import dev.hearth.frontend.inspect.Metrics;
import dev.hearth.frontend.inspect.OwnPaths;
import dev.hearth.frontend.invoke.Backends;
import dev.hearth.frontend.invoke.EventInvoker;
import dev.hearth.frontend.invoke.InternalInvokes;
import dev.hearth.frontend.invoke.InvokeCounters;
import dev.hearth.frontend.invoke.Invoker;
import dev.hearth.frontend.invoke.LoopGuard;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The HTTP edge: the public API, and the same API as functions reach it from inside their
 * sandboxes. Made of what others own; holds nothing but counters.
 */
public final class Frontend {
    private final Invoker invoker;
    private final EventInvoker eventInvoker;
    private final InternalInvokes invokes;
    private final ManagementHandler management;
    private final OwnPaths own;
    private final Answers answers;
    private final Clock clock;
    private final FrontendConfig config;
    private final FrontendLimits limits;

    /**
     * @param healthy whether what is to be kept can be written: else {@code /_hearth/health} says
     *     503
     * @param status the JSON of {@code /_hearth/status}; may block
     * @param packages finds the file that a token in {@code /_hearth/code/<token>} stands for; may
     *     block
     */
    public Frontend(
            FrontendConfig config,
            Backends backends,
            Management management,
            EventsRole events,
            Logs logs,
            BooleanSupplier healthy,
            Supplier<byte[]> status,
            Function<String, Optional<Path>> packages,
            Clock clock,
            Entropy entropy) {
        RouteTable routes = RouteTable.lambda();
        InvokeCounters counters = new InvokeCounters();
        this.config = config;
        this.clock = clock;
        this.answers = new Answers(entropy);
        LoopGuard loops = new LoopGuard(events.policies(), counters);
        this.eventInvoker =
                new EventInvoker(
                        backends.catalogue(), events.intake(), counters, answers, clock, entropy);
        this.invoker =
                new Invoker(backends, counters, answers, loops, eventInvoker, clock, entropy);
        this.invokes = new InternalInvokes(backends, counters, loops, clock, entropy);
        this.management = new ManagementHandler(routes, management);
        this.own =
                new OwnPaths(
                        name -> new FunctionId(config.account(), config.region(), name),
                        backends.assignment(),
                        logs,
                        new Metrics(counters, backends.assignment(), events.queues()),
                        events.queues(),
                        clock,
                        healthy,
                        status,
                        packages);
        this.limits = new FrontendLimits(routes, answers);
    }

    /** Serves the public listener. */
    public HttpHandler handler() {
        AccessRule rule =
                config.credentials().isEmpty()
                        ? new OpenListener(config.hosts())
                        : SignedListener.configured(config.credentials(), clock);
        return edge(rule, OperationPolicy.EVERYTHING);
    }

    /** Serves the listener inside one sandbox, for that sandbox alone. */
    public HttpHandler handlerFor(EnvironmentIdentity caller) {
        return edge(SignedListener.of(caller, clock), new FunctionPolicy(caller.function()));
    }

    /** The same invokes for roles in this process. */
    public Invokes invokes() {
        return invokes;
    }

    private HttpHandler edge(AccessRule rule, OperationPolicy policy) {
        return new Edge(rule, policy, invoker, eventInvoker, management, own, answers);
    }

    public HttpLimits publicLimits() {
        return limits.forPublic();
    }

    public HttpLimits sandboxLimits() {
        return limits.forSandbox();
    }
}
