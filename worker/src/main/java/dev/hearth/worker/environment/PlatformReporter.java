package dev.hearth.worker.environment;

import dev.hearth.api.function.FunctionConfig;
import dev.hearth.foundation.time.Clock;
import dev.hearth.worker.logs.EnvironmentLog;
import dev.hearth.worker.logs.Outcome;
import dev.hearth.worker.logs.PlatformEvent;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Tells the log, in AWS's order, what the platform has to say about Init and invokes. Confined to
 * the mailbox.
 */
final class PlatformReporter {
    private final EnvironmentLog log;
    private final FunctionConfig function;
    private final Clock clock;
    private LongSupplier peak = () -> 0;
    private LongSupplier finalPeak = () -> 0;

    /** Of the Init phase, until the first REPORT has told it. */
    private OptionalLong initNanos = OptionalLong.empty();

    PlatformReporter(EnvironmentLog log, FunctionConfig function, Clock clock) {
        this.log = log;
        this.function = function;
        this.clock = clock;
    }

    void initBegins(Quarters in) {
        MemoryMeter meter = new MemoryMeter(in.sandbox(), clock);
        peak = meter::peakBytes;
        finalPeak = meter::finalBytes;
        log.say(new PlatformEvent.InitStart(in.version(), in.versionArn()));
    }

    /** The first REPORT line tells of it as well. */
    void initDone(long nanos) {
        initNanos = OptionalLong.of(nanos);
        initOver("init", nanos, Outcome.SUCCESS);
    }

    void initFailed(long nanos, Outcome outcome) {
        initOver("init", nanos, outcome);
    }

    void initInInvoke(long nanos, Outcome outcome) {
        initOver("invoke", nanos, outcome);
    }

    private void initOver(String during, long nanos, Outcome outcome) {
        log.say(new PlatformEvent.InitRuntimeDone(during, outcome));
        log.say(new PlatformEvent.InitReport(nanos, during, outcome));
    }

    void invokeBegins(Invocation invocation) {
        if (invocation.request.tailLog()) {
            log.beginTail();
        }
        log.say(new PlatformEvent.Start(invocation.request.requestId(), function.version()));
    }

    void invokeDone(Invocation invocation) {
        report(invocation, Outcome.SUCCESS, peak);
    }

    /** To be called before what used the memory is gone. */
    void invokeFailed(Invocation invocation, Failure failure) {
        String requestId = invocation.request.requestId();
        long most = finalPeak.getAsLong();
        if (!failure.timeout() && !failure.message().isEmpty()) {
            log.say(new PlatformEvent.Crash(requestId, failure.message(), failure.type()));
        }
        report(invocation, failure.outcome(), () -> most);
        if (failure.timeout()) {
            log.say(new PlatformEvent.TimedOut(requestId, function.timeout()));
        }
    }

    /** All its lines are there: an answer that waited for them goes out with its tail. */
    void invokeLogged(Invocation invocation) {
        invocation.release(log);
    }

    private void report(Invocation invocation, Outcome outcome, LongSupplier memoryPeak) {
        String requestId = invocation.request.requestId();
        long nanos = clock.nanos() - invocation.startedNanos;
        log.say(new PlatformEvent.End(requestId, nanos, outcome));
        log.say(
                new PlatformEvent.Report(
                        requestId, nanos, initNanos, function.memoryMb(), memoryPeak, outcome));
        initNanos = OptionalLong.empty();
    }
}
