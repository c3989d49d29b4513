package dev.hearth.assignment;

import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.function.FunctionConfig;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;

/**
 * All environments of one key, and the claims that wait for one of them.
 *
 * <p>A waiter is <em>covered</em> by an environment that is starting or by a settling one that is
 * promised; which of them it gets in the end is open: whichever is free first goes to the oldest
 * waiter.
 */
final class Pool {
    private final FunctionConfig config;
    private final FunctionState function;
    private final Deque<Environment> idle = new ArrayDeque<>();
    private final Deque<Environment> settling = new ArrayDeque<>();
    private final LinkedHashSet<Claim> waiters = new LinkedHashSet<>();
    private int environments;
    private int starting;
    private int promised;
    private boolean condemned;

    Pool(FunctionConfig config, FunctionState function) {
        this.config = config;
        this.function = function;
    }

    EnvironmentKey key() {
        return config.key();
    }

    FunctionConfig config() {
        return config;
    }

    FunctionState function() {
        return function;
    }

    boolean isEmpty() {
        return environments == 0 && waiters.isEmpty();
    }

    /** Whether its environments may only serve who waits already. */
    boolean isStale() {
        return condemned || function.isOld(key());
    }

    void condemn() {
        condemned = true;
    }

    // Idle environments: the most recently used on top.

    void pushIdle(Environment environment) {
        idle.addLast(environment);
    }

    Optional<Environment> popIdle() {
        return Optional.ofNullable(idle.pollLast());
    }

    void removeIdle(Environment environment) {
        // Who is removed is the least recently used, so it is found at once.
        idle.removeFirstOccurrence(environment);
    }

    // Waiters, oldest first.

    void join(Claim claim) {
        waiters.addLast(claim);
    }

    boolean leave(Claim claim) {
        return waiters.remove(claim);
    }

    Optional<Claim> takeOldestWaiter() {
        return waiters.isEmpty() ? Optional.empty() : Optional.of(waiters.removeFirst());
    }

    Optional<Claim> takeNewestWaiter() {
        return waiters.isEmpty() ? Optional.empty() : Optional.of(waiters.removeLast());
    }

    boolean hasUncoveredWaiter() {
        return waiters.size() > starting + promised;
    }

    // What covers waiters.

    void bornStarting() {
        environments++;
        starting++;
    }

    void startEnded() {
        starting--;
    }

    void gone() {
        environments--;
    }

    /** Whether more environments are starting than anybody waits for. */
    boolean startsTooMany() {
        return starting > waiters.size();
    }

    void beginSettling(Environment environment) {
        settling.addLast(environment);
    }

    void endSettling(Environment environment) {
        if (environment.isPromised()) {
            breakPromise(environment);
        } else {
            settling.removeFirstOccurrence(environment);
        }
    }

    /** Promises a settling environment, once in its settling, to a waiter. */
    Optional<Environment> promise() {
        Environment next = settling.pollFirst();
        if (next == null) {
            return Optional.empty();
        }
        next.promised(true);
        promised++;
        return Optional.of(next);
    }

    void breakPromise(Environment environment) {
        environment.promised(false);
        promised--;
    }
}
