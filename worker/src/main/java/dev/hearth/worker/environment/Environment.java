package dev.hearth.worker.environment;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.Invoking;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.worker.logs.EnvironmentLog;
import dev.hearth.worker.logs.Outcome;
import dev.hearth.worker.runtimeapi.RuntimeAnswer;
import dev.hearth.worker.runtimeapi.RuntimeApi;
import dev.hearth.worker.runtimeapi.RuntimeEvent;
import dev.hearth.worker.runtimeapi.RuntimeListener;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution environment: how one phase of its life follows another. Every method of its public
 * face may be called from any thread and does not block; the rest runs in the mailbox. A warm
 * invoke passes its event to the waiting runtime on the caller's own thread.
 */
final class Environment {
    private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

    private final StartRequest request;
    private final FunctionConfig function;
    private final Tenancy.Making making;
    private final EnvironmentSettings settings;
    private final Clock clock;
    private final Entropy entropy;

    private final Lane lane = new Lane(this::broken);
    private final RuntimeApi api = new RuntimeApi(lane.mailbox(), new FromRuntime());
    private final Tenancy tenancy;
    private final RuntimeProcess runtime;
    private final PlatformReporter reporter;
    private final Freezer freezer;
    private final Alarm limit;
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    private Phase phase = new Phase.Preparing();

    Environment(
            StartRequest request,
            String logStream,
            Preparation preparation,
            EnvironmentLog log,
            EnvironmentSettings settings,
            Clock clock,
            Timers timers,
            Entropy entropy) {
        this.request = request;
        this.function = request.function();
        this.making = () -> preparation.prepare(request, logStream, api, log);
        this.settings = settings;
        this.clock = clock;
        this.entropy = entropy;
        this.tenancy = new Tenancy(request, lane);
        this.runtime = new RuntimeProcess(tenancy, api, lane, clock, this::runtimeFailed);
        this.reporter = new PlatformReporter(log, function, clock);
        this.freezer = new Freezer(tenancy, settings.freezeAfter(), clock, timers, lane);
        this.limit = new Alarm(timers, clock, lane::run, this::timedOut);
    }

    /** Begins its life; completes when Init is over, well or not. */
    CompletableFuture<Void> start() {
        lane.run(() -> tenancy.begin(making, this::prepared, this::shutDown));
        return started;
    }

    /** Completes when it has failed to start or has been stopped, and everything of it is gone. */
    CompletableFuture<Void> gone() {
        return tenancy.over();
    }

    Invoking invoke(InvokeRequest invoke) {
        RuntimeEvent event =
                new RuntimeEvent(
                        invoke.requestId(),
                        invoke.payload(),
                        invoke.contentType(),
                        clock.now().plus(function.timeout()).toEpochMilli(),
                        invoke.invokedArn(),
                        invoke.traceId(),
                        invoke.clientContext(),
                        invoke.cognitoIdentity(),
                        entropy.uuid().toString());
        Invocation invocation = new Invocation(invoke, event, clock.nanos());
        lane.run(() -> begin(invocation));
        return new Invoking(invocation.answer, invocation.ended);
    }

    /** Ends it; {@link #gone} says when that is done. */
    void stop() {
        lane.run(() -> shutDown(fault("The environment was stopped.")));
    }

    // ---- Init ----------------------------------------------------------------------------------

    private void prepared(Quarters made) {
        if (!(phase instanceof Phase.Preparing)) {
            return;
        }
        reporter.initBegins(made);
        phase = new Phase.Init();
        limit.setAt(clock.nanos() + settings.initLimit().toNanos());
        runtime.start(made);
    }

    private void initDone() {
        limit.clear();
        endBurst();
        runtime.drainOutput();
        reporter.initDone(runtime.ageNanos());
        phase = new Phase.Idle(true);
        started.complete(null);
        freezer.rest();
    }

    private void initFailed(Failure failure) {
        endBurst();
        runtime.drainOutput();
        reporter.initFailed(runtime.ageNanos(), failure.outcome());
        reset(_ -> started.complete(null));
    }

    /** Beside the first invoke, which need not wait for the kernel to be told. */
    private void endBurst() {
        lane.chore(
                () -> tenancy.sandbox().ifPresent(in -> in.limitCpus(Processors.share(function))));
    }

    // ---- invokes -------------------------------------------------------------------------------

    private void begin(Invocation invocation) {
        if (!(phase instanceof Phase.Idle(boolean warm))) {
            giveUp(invocation, fault("The environment is not idle."));
            return;
        }
        freezer.wake();
        reporter.invokeBegins(invocation);
        limit.setAt(invocation.startedNanos + function.timeout().toNanos());
        if (warm) {
            deliver(invocation);
        } else {
            phase = new Phase.Restart(invocation);
            tenancy.quarters().ifPresent(runtime::start);
        }
    }

    private void restarted(Invocation invocation) {
        runtime.drainOutput();
        reporter.initInInvoke(runtime.ageNanos(), Outcome.SUCCESS);
        deliver(invocation);
    }

    private void deliver(Invocation invocation) {
        phase = new Phase.Invoke(invocation);
        api.deliver(invocation.event);
    }

    private void answered(Invocation invocation, RuntimeAnswer answer) {
        phase = new Phase.Settling(invocation);
        invocation.answer(answer);
    }

    private void settled(Invocation invocation) {
        limit.clear();
        runtime.drainOutput();
        phase = new Phase.Idle(true);
        reporter.invokeDone(invocation);
        reporter.invokeLogged(invocation);
        invocation.ended.complete(true);
        freezer.rest();
    }

    /** The invoke is lost, unless it was answered before. */
    private void failed(Invocation invocation, Failure failure) {
        runtime.drainOutput();
        if (phase instanceof Phase.Restart) {
            reporter.initInInvoke(runtime.ageNanos(), failure.outcome());
        }
        reporter.invokeFailed(invocation, failure);
        if (!(phase instanceof Phase.Settling)) {
            invocation.answer(failure.answer(invocation.request.requestId()));
        }
        reporter.invokeLogged(invocation);
        reset(invocation.ended::complete);
    }

    private static void giveUp(Invocation invocation, ApiException why) {
        invocation.abort(why);
        invocation.ended.complete(false);
    }

    // ---- what the runtime, the kernel and the clock say ----------------------------------------

    /** Keeps the runtime's calls off this class's public face. */
    private final class FromRuntime implements RuntimeListener {
        @Override
        public void ready() {
            switch (phase) {
                case Phase.Init() -> initDone();
                case Phase.Restart(Invocation invocation) -> restarted(invocation);
                // Its poll had been cut, so the event was not delivered; now it is.
                case Phase.Invoke(Invocation invocation) -> api.deliver(invocation.event);
                case Phase.Settling(Invocation invocation) -> settled(invocation);
                case Phase.Idle _ -> phase = new Phase.Idle(true);
                case Phase.Preparing _, Phase.Reset _, Phase.Shutdown _ -> {}
            }
        }

        @Override
        public void answered(RuntimeAnswer answer) {
            if (phase instanceof Phase.Invoke(Invocation invocation)) {
                Environment.this.answered(invocation, answer);
            }
        }

        @Override
        public void initFailed(RuntimeAnswer error) {
            runtimeFailed(Failure.reported(error));
        }
    }

    private void timedOut() {
        runtimeFailed(Failure.timedOut(function.timeout()));
    }

    private void runtimeFailed(Failure failure) {
        switch (phase) {
            case Phase.Init() -> initFailed(failure);
            case Phase.Restart(Invocation invocation) -> failed(invocation, failure);
            case Phase.Invoke(Invocation invocation) -> failed(invocation, failure);
            case Phase.Settling(Invocation invocation) -> failed(invocation, failure);
            // Nobody is waiting: the next invoke starts a fresh runtime.
            case Phase.Idle _ -> reset(_ -> {});
            case Phase.Preparing _, Phase.Reset _, Phase.Shutdown _ -> {}
        }
    }

    // ---- resets and the end --------------------------------------------------------------------

    private void reset(Consumer<Boolean> then) {
        phase = new Phase.Reset(then);
        limit.clear();
        freezer.wake();
        runtime.kill(this::killed);
    }

    private void killed() {
        if (phase instanceof Phase.Reset(Consumer<Boolean> then)) {
            phase = new Phase.Idle(false);
            then.accept(true);
        }
    }

    private void shutDown(ApiException why) {
        Phase was = phase;
        if (was instanceof Phase.Shutdown) {
            return;
        }
        phase = new Phase.Shutdown();
        limit.close();
        freezer.close();
        runtime.disown();
        tenancy.end();
        switch (was) {
            case Phase.Restart(Invocation invocation) -> giveUp(invocation, why);
            case Phase.Invoke(Invocation invocation) -> giveUp(invocation, why);
            case Phase.Settling(Invocation invocation) -> giveUp(invocation, why);
            case Phase.Reset(Consumer<Boolean> then) -> then.accept(false);
            case Phase.Preparing _, Phase.Init _, Phase.Idle _, Phase.Shutdown _ -> {}
        }
        started.completeExceptionally(why);
    }

    private void broken(Throwable fault) {
        LOG.error("{} has failed and is stopped", request.environment(), fault);
        shutDown(fault("The environment has failed."));
    }

    private static ApiException fault(String words) {
        return new ApiException(ErrorCode.SERVICE, words);
    }
}
