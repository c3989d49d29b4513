package dev.hearth.events.dispatch;

import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.events.queue.QueuedEvent;
import dev.hearth.events.queue.Untold.Condition;
import java.time.Duration;
import java.time.Instant;

/**
 * When an event is tried again, and when it is over: AWS's rules (Lambda guide, "How Lambda handles
 * errors and retries with asynchronous invocation"), as functions of what they are given.
 */
final class RetryPolicy {
    private static final Duration AFTER_FIRST_ERROR = Duration.ofMinutes(1);
    private static final Duration AFTER_SECOND_ERROR = Duration.ofMinutes(2);
    private static final Duration SHORTEST_BACKOFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    /** How far one process's catalogue may be behind that of the one that took the event. */
    private static final Duration CATALOGUE_LAG = Duration.ofMinutes(1);

    private RetryPolicy() {}

    /** Before each attempt: whether to make it. */
    static Verdict before(QueuedEvent event, AsyncPolicy policy, Instant now) {
        if (policy.reserved().orElse(1) == 0) {
            return new Verdict.Ended(event, Condition.ZERO_RESERVED_CONCURRENCY);
        }
        if (!now.isBefore(lastMoment(event, policy))) {
            return new Verdict.Ended(event, Condition.EVENT_AGE_EXCEEDED);
        }
        return new Verdict.Attempt();
    }

    /** After an attempt: what follows from how it went. */
    static Verdict after(QueuedEvent event, Outcome outcome, AsyncPolicy policy, Instant now) {
        return switch (outcome) {
            case Outcome.Answered answered when answered.failed() ->
                    afterFunctionError(event, policy, now);
            case Outcome.Answered _ -> new Verdict.Ended(invoked(event), Condition.SUCCESS);
            case Outcome.Refused(ErrorCode code, String _)
                    when code == ErrorCode.RESOURCE_NOT_FOUND ->
                    withoutFunction(event, now);
            case Outcome.Refused refused when passes(refused) ->
                    afterSystemError(refused.throttled() ? event : invoked(event), policy, now);
            case Outcome.Refused _ ->
                    new Verdict.Ended(invoked(event), Condition.RETRIES_EXHAUSTED);
        };
    }

    /**
     * When its function is not known here: it was deleted, and its events are dropped as on AWS; or
     * it is so new that this process has not heard of it.
     */
    static Verdict withoutFunction(QueuedEvent event, Instant now) {
        Instant heardOf = event.event().acceptedAt().plus(CATALOGUE_LAG);
        if (!now.isBefore(heardOf)) {
            return new Verdict.Gone();
        }
        Instant next = now.plus(backoff(event));
        return new Verdict.Again(again(event, next.isBefore(heardOf) ? next : heardOf));
    }

    /** The event when an attempt met a fault of this server's: as after any system error. */
    static QueuedEvent afterFault(QueuedEvent event, Instant now) {
        return again(event, now.plus(backoff(event)));
    }

    /** Whether it may go better later; a function that is being made or changed is Pending. */
    private static boolean passes(Outcome.Refused refused) {
        return refused.throttled()
                || refused.code().status() >= 500
                || refused.code() == ErrorCode.RESOURCE_CONFLICT;
    }

    /**
     * A retry that would come too late is not waited for: the event is over at once, with this
     * error as its last.
     */
    private static Verdict afterFunctionError(QueuedEvent event, AsyncPolicy policy, Instant now) {
        int errors = event.functionErrors() + 1;
        Instant next = now.plus(errors == 1 ? AFTER_FIRST_ERROR : AFTER_SECOND_ERROR);
        QueuedEvent tried = new QueuedEvent(event.event(), event.invokes() + 1, errors, 0, next);
        if (errors > policy.maximumRetryAttempts()) {
            return new Verdict.Ended(tried, Condition.RETRIES_EXHAUSTED);
        }
        return next.isBefore(lastMoment(event, policy))
                ? new Verdict.Again(tried)
                : new Verdict.Ended(tried, Condition.EVENT_AGE_EXCEEDED);
    }

    private static Verdict afterSystemError(QueuedEvent event, AsyncPolicy policy, Instant now) {
        return new Verdict.Again(again(event, due(event, policy, now.plus(backoff(event)))));
    }

    private static QueuedEvent again(QueuedEvent event, Instant due) {
        return new QueuedEvent(
                event.event(),
                event.invokes(),
                event.functionErrors(),
                event.systemErrors() + 1,
                due);
    }

    /** Doubles each time. Up to a quarter more, so that what failed together comes back spread. */
    private static Duration backoff(QueuedEvent event) {
        int doublings = Math.min(event.systemErrors(), 20);
        Duration plain = SHORTEST_BACKOFF.multipliedBy(1L << doublings);
        int spread = (event.event().requestId().hashCode() >>> 1) % 256;
        Duration wait = plain.plus(plain.multipliedBy(spread).dividedBy(4 * 256));
        return wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
    }

    /** An event that will be too old by then comes when it becomes so, to be told of in time. */
    private static Instant due(QueuedEvent event, AsyncPolicy policy, Instant wanted) {
        Instant last = lastMoment(event, policy);
        return wanted.isBefore(last) ? wanted : last;
    }

    private static Instant lastMoment(QueuedEvent event, AsyncPolicy policy) {
        return event.event().acceptedAt().plus(policy.maximumEventAge());
    }

    private static QueuedEvent invoked(QueuedEvent event) {
        return new QueuedEvent(
                event.event(),
                event.invokes() + 1,
                event.functionErrors(),
                event.systemErrors(),
                event.due());
    }
}
