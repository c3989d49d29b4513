package dev.hearth.worker.environment;

import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.worker.EnvironmentId;
import dev.hearth.api.worker.InvokeRequest;
import dev.hearth.api.worker.Invoking;
import dev.hearth.api.worker.StartRequest;
import dev.hearth.foundation.actor.Mailbox;
import dev.hearth.foundation.archive.BadZipException;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.worker.logs.EnvironmentLog;
import dev.hearth.worker.logs.Outcome;
import dev.hearth.worker.logs.PlatformEvent;
import dev.hearth.worker.runtimeapi.RuntimeAnswer;
import dev.hearth.worker.runtimeapi.RuntimeApi;
import dev.hearth.worker.runtimeapi.RuntimeEvent;
import dev.hearth.worker.runtimeapi.RuntimeListener;
import dev.hearth.worker.sandbox.ExitStatus;
import dev.hearth.worker.sandbox.RunningProcess;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution environment. Every method of its public face may be called from any thread and does
 * not block; the rest runs in the mailbox. A warm invoke passes its event to the waiting runtime on
 * the caller's own thread.
 */
public final class Environment {
    private static final Logger LOG = LoggerFactory.getLogger(Environment.class);

    private final StartRequest request;
    private final FunctionConfig function;
    private final String logStream;
    private final Preparation preparation;
    private final EnvironmentLog log;
    private final EnvironmentSettings settings;
    private final Clock clock;
    private final Entropy entropy;

    private final Mailbox mailbox = new Mailbox();
    private final Chores chores = new Chores();
    private final RuntimeApi api = new RuntimeApi(mailbox, new FromRuntime());
    private final Alarm limit;
    private final Alarm idle;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /** Set by the chore that made them, before anything else asks for them. */
    private volatile Optional<Quarters> quarters = Optional.empty();

    /** The runtime's process, and who tells of its end. */
    private record Watched(RunningProcess process, CompletableFuture<Void> watch) {}

    private Phase phase = new Phase.Preparing();
    private Optional<Watched> process = Optional.empty();
    private Optional<MemoryMeter> meter = Optional.empty();
    private OptionalLong unreportedInit = OptionalLong.empty();
    private long launchedNanos;
    private boolean frozen;

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
        this.logStream = logStream;
        this.preparation = preparation;
        this.log = log;
        this.settings = settings;
        this.clock = clock;
        this.entropy = entropy;
        this.limit = new Alarm(timers, clock, this::run, this::timedOut);
        // Freezing writes to the kernel and takes a while: not on the thread of the timers.
        this.idle =
                new Alarm(
                        timers,
                        clock,
                        task -> Thread.startVirtualThread(() -> run(task)),
                        this::freeze);
    }

    public EnvironmentId id() {
        return request.environment();
    }

    /** Begins its life; completes when Init is over, well or not. */
    CompletableFuture<Void> start() {
        run(() -> chores.add(this::prepare));
        return started;
    }

    /** Completes when it has failed to start or has been stopped, and everything of it is gone. */
    CompletableFuture<Void> gone() {
        return stopped;
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
        run(() -> begin(invocation));
        return new Invoking(invocation.answer, invocation.ended);
    }

    /** Ends it; {@link #gone} says when that is done. */
    void stop() {
        run(() -> shutDown(stopped("The environment was stopped.")));
    }

    // ---- making and starting -------------------------------------------------------------------

    private void prepare() {
        try {
            Quarters made = preparation.prepare(request, logStream, api, log);
            quarters = Optional.of(made);
            run(() -> prepared(made));
        } catch (ApiException refused) {
            run(() -> shutDown(refused));
        } catch (BadZipException unreadable) {
            run(() -> shutDown(badZip(unreadable)));

        } catch (IOException | RuntimeException failed) {
            LOG.error("No sandbox for {} of {}", id(), function.function(), failed);
            run(() ->
                    shutDown(
                            new ApiException(
                                    ErrorCode.SERVICE,
                                    "No sandbox could be made: " + failed.getMessage(),
                                    failed)));
        }
    }

    private static ApiException badZip(BadZipException unreadable) {
        return new ApiException(
                ErrorCode.INVALID_ZIP_FILE,
                "Lambda could not unzip the function code: " + unreadable.getMessage(),
                unreadable);
    }

    private void prepared(Quarters made) {
        if (!(phase instanceof Phase.Preparing)) {
            return;
        }
        meter = Optional.of(new MemoryMeter(made.sandbox(), clock));
        log.say(new PlatformEvent.InitStart(made.version(), made.versionArn()));
        phase = new Phase.Init();
        limit.setAt(clock.nanos() + settings.initLimit().toNanos());
        launch(made);
    }

    private void launch(Quarters in) {
        launchedNanos = clock.nanos();
        if (in.entrypointFault().isPresent()) {
            runtimeFailed(Failure.entrypoint(in.entrypointFault().get()));
            return;
        }
        api.started();
        chore(() -> {
            try {
                RunningProcess running = in.sandbox().start(in.process());
                run(() -> launched(running));
            } catch (IOException refused) {
                run(() -> runtimeFailed(Failure.entrypoint(reason(refused))));
            }
        });
    }

    private static String reason(IOException refused) {
        return Optional.ofNullable(refused.getMessage()).orElse("the runtime cannot be started");
    }

    private void launched(RunningProcess running) {
        CompletableFuture<Void> watch =
                running.exit().thenAccept(status -> run(() -> exited(running, status)));
        process = Optional.of(new Watched(running, watch));
    }

    private void initDone() {
        limit.clear();
        drainOutput();
        unreportedInit = OptionalLong.of(clock.nanos() - launchedNanos);
        phase = new Phase.Idle(true);
        started.complete(null);
        rest();
    }

    private void initFailed(Failure failure) {
        drainOutput();
        reportInit("init", failure.outcome());
        reset(_ -> started.complete(null));
    }

    private void reportInit(String during, Outcome outcome) {
        log.say(new PlatformEvent.InitReport(clock.nanos() - launchedNanos, during, outcome));
    }

    // ---- invokes -------------------------------------------------------------------------------

    private void begin(Invocation invocation) {
        if (!(phase instanceof Phase.Idle(boolean warm))) {
            invocation.abort(stopped("The environment is not idle."));
            invocation.ended.complete(false);
            return;
        }
        wake();
        if (invocation.request.tailLog()) {
            log.beginTail();
        }
        log.say(new PlatformEvent.Start(invocation.request.requestId(), function.version()));
        limit.setAt(invocation.startedNanos + function.timeout().toNanos());
        if (warm) {
            phase = new Phase.Invoke(invocation);
            api.deliver(invocation.event);
        } else {
            phase = new Phase.Restart(invocation);
            quarters.ifPresent(this::launch);
        }
    }

    private void restarted(Invocation invocation) {
        drainOutput();
        reportInit("invoke", Outcome.SUCCESS);
        phase = new Phase.Invoke(invocation);
        api.deliver(invocation.event);
    }

    private void answered(Invocation invocation, RuntimeAnswer answer) {
        phase = new Phase.Settling(invocation);
        invocation.answer(answer);
    }

    private void settled(Invocation invocation) {
        limit.clear();
        drainOutput();
        phase = new Phase.Idle(true);
        meter.ifPresent(meter -> report(invocation, Outcome.SUCCESS, meter::peakBytes));
        invocation.release(log);
        invocation.ended.complete(true);
        rest();
    }

    /** The invoke is lost, unless it was answered before. */
    private void failed(Invocation invocation, Failure failure) {
        drainOutput();
        long peak = peakNow();
        String requestId = invocation.request.requestId();
        if (phase instanceof Phase.Restart) {
            reportInit("invoke", failure.outcome());
        }
        if (!failure.timeout() && !failure.message().isEmpty()) {
            log.say(new PlatformEvent.Crash(requestId, failure.message(), failure.type()));
        }
        report(invocation, failure.outcome(), () -> peak);
        if (failure.timeout()) {
            log.say(new PlatformEvent.TimedOut(requestId, function.timeout()));
        }
        if (!(phase instanceof Phase.Settling)) {
            invocation.answer(failure.answer(requestId));
        }
        invocation.release(log);
        reset(invocation.ended::complete);
    }

    private void report(Invocation invocation, Outcome outcome, LongSupplier peak) {
        String requestId = invocation.request.requestId();
        long nanos = clock.nanos() - invocation.startedNanos;
        log.say(new PlatformEvent.End(requestId, nanos, outcome));
        log.say(
                new PlatformEvent.Report(
                        requestId, nanos, unreportedInit, function.memoryMb(), peak, outcome));
        unreportedInit = OptionalLong.empty();
    }

    private long peakNow() {
        boolean exhausted = quarters.map(in -> in.sandbox().outOfMemory()).orElse(false);
        return exhausted ? Long.MAX_VALUE : meter.map(MemoryMeter::readNow).orElse(0L);
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

    private void exited(RunningProcess ended, ExitStatus status) {
        if (process.filter(current -> current.process().equals(ended)).isPresent()) {
            process = Optional.empty();
            runtimeFailed(Failure.exited(status));
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

    // ---- resets, rest and the end --------------------------------------------------------------

    private void reset(Consumer<Boolean> then) {
        phase = new Phase.Reset(then);
        limit.clear();
        wake();
        api.down();
        process = Optional.empty();
        chore(() -> {
            quarters.ifPresent(in -> in.sandbox().kill());
            run(this::killed);
        });
    }

    private void killed() {
        if (phase instanceof Phase.Reset(Consumer<Boolean> then)) {
            phase = new Phase.Idle(false);
            then.accept(true);
        }
    }

    private void rest() {
        settings.freezeAfter().ifPresent(delay -> idle.setAt(clock.nanos() + delay.toNanos()));
    }

    private void freeze() {
        if (phase instanceof Phase.Idle(boolean warm) && warm && !frozen) {
            quarters.ifPresent(in -> in.sandbox().freeze());
            frozen = true;
        }
    }

    private void wake() {
        idle.clear();
        if (frozen) {
            quarters.ifPresent(in -> in.sandbox().thaw());
            frozen = false;
        }
    }

    private void shutDown(ApiException why) {
        Phase was = phase;
        if (was instanceof Phase.Shutdown) {
            return;
        }
        phase = new Phase.Shutdown();
        limit.close();
        idle.close();
        wake();
        api.down();
        chores.add(this::release);
        switch (was) {
            case Phase.Restart(Invocation invocation) -> giveUp(invocation, why);
            case Phase.Invoke(Invocation invocation) -> giveUp(invocation, why);
            case Phase.Settling(Invocation invocation) -> giveUp(invocation, why);
            case Phase.Reset(Consumer<Boolean> then) -> then.accept(false);
            case Phase.Preparing _, Phase.Init _, Phase.Idle _, Phase.Shutdown _ -> {}
        }
        started.completeExceptionally(why);
    }

    private static void giveUp(Invocation invocation, ApiException why) {
        invocation.abort(why);
        invocation.ended.complete(false);
    }

    private void release() {
        try {
            quarters.ifPresent(in -> in.release().run());
        } catch (RuntimeException failed) {
            LOG.error("{} could not be removed without a trace", id(), failed);
        }
        stopped.complete(null);
    }

    private void drainOutput() {
        process.ifPresent(current -> current.process().drainOutput());
    }

    private static ApiException stopped(String words) {
        return new ApiException(ErrorCode.SERVICE, words);
    }

    /** A fault of ours ends this environment, not the server. */
    private void run(Runnable task) {
        mailbox.run(() -> {
            try {
                task.run();
            } catch (RuntimeException | Error fault) {
                broken(fault);
            }
        });
    }

    private void chore(Runnable work) {
        chores.add(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error fault) {
                run(() -> broken(fault));
            }
        });
    }

    private void broken(Throwable fault) {
        LOG.error("{} has failed and is stopped", id(), fault);
        shutDown(stopped("The environment has failed."));
    }
}
