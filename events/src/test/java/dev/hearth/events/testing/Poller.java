package dev.hearth.events.testing;

import dev.hearth.events.broker.ExternalBroker;
import dev.hearth.events.dispatch.DispatchConfig;
import dev.hearth.events.dispatch.Dispatcher;
import dev.hearth.events.dispatch.EventCounts;
import dev.hearth.events.lease.LeaseTiming;
import dev.hearth.events.queue.BrokerRoom;
import dev.hearth.events.queue.DurableEventQueue;
import dev.hearth.events.queue.LeasedOwnership;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.SystemTimers;
import dev.hearth.foundation.time.Timers;
import dev.hearth.state.RecordStore;
import dev.hearth.state.zookeeper.ZooKeeperRecords;

/**
 * A process that drains the queue and nothing else: the events role's own queue, leases and
 * dispatcher; only the functions are the test's.
 */
final class Poller {
    private Poller() {}

    /** Arguments: its name, the broker, the record store, the ledger's port. */
    public static void main(String[] args) throws Exception {
        Clock clock = Clock.system();
        SystemTimers timers = new SystemTimers();
        RecordStore store = ZooKeeperRecords.connect(args[2], Pollers.SECRET);
        LedgerFunctions functions = new LedgerFunctions(Integer.parseInt(args[3]));
        Dispatcher dispatcher =
                new Dispatcher(
                        functions,
                        functions,
                        functions,
                        new EventCounts(clock.now()),
                        DispatchConfig.defaults(2),
                        clock,
                        timers);
        DurableEventQueue queue = queue(args[0], args[1], store, clock, timers);
        queue.start();
        dispatcher.drain(queue);
        ChildJvm.ready();
        ChildJvm.waitForParent();
        Runtime.getRuntime().halt(0);
    }

    static DurableEventQueue queue(
            String self, String broker, RecordStore store, Clock clock, Timers timers) {
        return new DurableEventQueue(
                new ExternalBroker(broker),
                new BrokerRoom(),
                new LeasedOwnership(
                        store, self, LeaseTiming.DEFAULT, clock, timers, Entropy.system()),
                clock,
                timers);
    }
}
