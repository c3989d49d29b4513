package dev.hearth.frontend.invoke;

import java.util.concurrent.atomic.LongAdder;

/** What became of invokes since the server started. */
public final class InvokeCounters {
    final LongAdder begun = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder functionErrors = new LongAdder();
    final LongAdder throttled = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder recursive = new LongAdder();

    /** Invokes that got as far as asking for an environment. */
    public long begun() {
        return begun.sum();
    }

    public long inFlight() {
        return begun.sum() - ended.sum();
    }

    /** Answers with {@code X-Amz-Function-Error}. */
    public long functionErrors() {
        return functionErrors.sum();
    }

    /** Answered 429. */
    public long throttled() {
        return throttled.sum();
    }

    /** Not run because a chain of requests had come back to its function too often. */
    public long recursive() {
        return recursive.sum();
    }

    /** Answered with any other error. */
    public long refused() {
        return refused.sum();
    }
}
