package dev.hearth.assignment;

import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.function.FunctionId;
import java.util.HashMap;
import java.util.Map;

/**
 * Functions and their pools. A pool lives while it has environments or waiters. A function is
 * remembered for a while longer, for its newest generation and its scaling rate.
 */
final class KnownFunctions {
    private record Account(String id, String region) {}

    private final AssignmentConfig config;
    private final Map<EnvironmentKey, Pool> pools = new HashMap<>();
    private final Map<FunctionId, FunctionState> functions = new HashMap<>();
    private final Map<Account, AccountState> accounts = new HashMap<>();

    KnownFunctions(AssignmentConfig config) {
        this.config = config;
    }

    Pool pool(FunctionConfig function, long nowNanos) {
        Pool known = pools.get(function.key());
        return known != null ? known : openPool(function, nowNanos);
    }

    FunctionState function(FunctionId id, long nowNanos) {
        return functions.computeIfAbsent(
                id,
                missing ->
                        new FunctionState(
                                account(missing),
                                new StartRate(
                                        config.startsPerWindow(), config.startWindow().toNanos()),
                                nowNanos));
    }

    boolean isEmpty() {
        return functions.isEmpty();
    }

    void closeIfEmpty(Pool pool, long nowNanos) {
        if (pool.isEmpty() && pools.remove(pool.key(), pool)) {
            pool.function().remove(pool, nowNanos);
        }
    }

    /** Forgets functions that nobody used since then. */
    void forgetQuiet(long sinceNanos) {
        functions.values().removeIf(function -> function.isQuietSince(sinceNanos));
    }

    private Pool openPool(FunctionConfig config, long nowNanos) {
        FunctionState function = function(config.function(), nowNanos);
        Pool pool = new Pool(config, function);
        pools.put(config.key(), pool);
        function.add(pool);
        return pool;
    }

    private AccountState account(FunctionId function) {
        return accounts.computeIfAbsent(
                new Account(function.account(), function.region()), missing -> new AccountState());
    }
}
