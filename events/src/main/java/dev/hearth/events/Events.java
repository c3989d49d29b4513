package dev.hearth.events;

import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.events.EventIntake;
import dev.hearth.api.events.EventQueues;
import dev.hearth.api.events.MappingProgress;
import dev.hearth.api.events.Mappings;
import dev.hearth.api.invoke.Invokes;
import dev.hearth.events.broker.Broker;
import dev.hearth.events.broker.EmbeddedBroker;
import dev.hearth.events.broker.ExternalBroker;
import dev.hearth.events.destination.AwsAccess;
import dev.hearth.events.destination.Delivery;
import dev.hearth.events.dispatch.Backlog;
import dev.hearth.events.dispatch.DispatchConfig;
import dev.hearth.events.dispatch.Dispatcher;
import dev.hearth.events.dispatch.EventCounts;
import dev.hearth.events.dispatch.QueueIntake;
import dev.hearth.events.lease.LeaseTiming;
import dev.hearth.events.mapping.EventSourceMappings;
import dev.hearth.events.mapping.sqs.SqsSettings;
import dev.hearth.events.mapping.sqs.SqsSource;
import dev.hearth.events.queue.BrokerRoom;
import dev.hearth.events.queue.DiskRoom;
import dev.hearth.events.queue.DurableEventQueue;
import dev.hearth.events.queue.LaneOwnership;
import dev.hearth.events.queue.LeasedOwnership;
import dev.hearth.events.queue.Room;
import dev.hearth.events.queue.SoleOwnership;
import dev.hearth.foundation.lifecycle.Closing;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.state.RecordStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The events role, wired. It comes to life in two steps, because it and the roles around it need
 * each other: made, it takes events and mappings; started, it works on them.
 */
public final class Events implements AutoCloseable {
    private static final String QUEUE = "queue";

    /** How long the end waits for destinations that are being told. */
    private static final Duration LAST_TELLINGS = Duration.ofSeconds(2);

    private final EventsConfig config;
    private final RecordStore store;
    private final Clock clock;
    private final Timers timers;
    private final Entropy entropy;
    private final Broker broker;
    private final DurableEventQueue queue;
    private final EventCounts counts;
    private final Backlog backlog;
    private final QueueIntake intake;
    private final Closing parts = new Closing();
    private final Closing beginners = new Closing();

    public Events(
            EventsConfig config, RecordStore store, Clock clock, Timers timers, Entropy entropy) {
        this.config = config;
        this.store = store;
        this.clock = clock;
        this.timers = timers;
        this.entropy = entropy;
        this.broker =
                config.broker()
                        .<Broker>map(ExternalBroker::new)
                        .orElseGet(() -> new EmbeddedBroker(config.data().resolve(QUEUE)));
        this.queue = new DurableEventQueue(broker, room(), ownership(), clock, timers);
        this.counts = new EventCounts(clock.now());
        this.backlog = new Backlog(counts, queue::depth, clock);
        this.intake = new QueueIntake(queue, counts);
    }

    private Room room() {
        return config.broker().isEmpty() ? new DiskRoom(config.data(), clock) : new BrokerRoom();
    }

    /** A broker elsewhere may have other processes of this installation read from it, too. */
    private LaneOwnership ownership() {
        return config.broker().isEmpty()
                ? new SoleOwnership()
                : new LeasedOwnership(
                        store, config.self(), LeaseTiming.DEFAULT, clock, timers, entropy);
    }

    public EventIntake intake() {
        return intake;
    }

    public EventQueues queues() {
        return backlog;
    }

    /**
     * Takes up what an earlier server has left, and all that comes. Blocks while a queue with
     * events in it is opened.
     *
     * @throws dev.hearth.events.broker.BrokerException when it cannot be, saying what to do
     */
    public Mappings start(AsyncPolicies policies, Invokes invokes, MappingProgress progress) {
        Delivery delivery = new Delivery(config.access(), intake, policies, clock, entropy);
        parts.add("the destinations", delivery);
        Dispatcher dispatcher =
                new Dispatcher(
                        policies,
                        invokes,
                        delivery,
                        counts,
                        DispatchConfig.defaults(config.processors()),
                        clock,
                        timers);
        parts.add("the broker", broker);
        parts.add("the queue", queue);
        parts.add("the last settlements", () -> dispatcher.awaitSettled(LAST_TELLINGS));
        parts.add("the dispatcher", dispatcher);
        queue.start();
        if (config.broker().isEmpty()) {
            backlog.startedWith(queue.depth().join().total());
        }
        dispatcher.drain(queue);
        EventSourceMappings running =
                new EventSourceMappings(
                        invokes,
                        progress,
                        store,
                        config.self(),
                        LeaseTiming.DEFAULT,
                        List.of(new SqsSource(sqs(), clock, timers, entropy)),
                        clock,
                        timers,
                        entropy);
        parts.add("the mappings", running);
        beginners.add("the dispatcher", dispatcher);
        beginners.add("the mappings", running::quiesce);
        return running;
    }

    /** Queues as sources are where queues as destinations are. */
    private SqsSettings sqs() {
        return new SqsSettings(
                Optional.ofNullable(config.access().endpoints().get("sqs")),
                config.access().key().map(AwsAccess.Key::id),
                config.access().key().map(AwsAccess.Key::secret),
                Optional.empty(),
                SqsSettings.LONGEST_POLL);
    }

    /**
     * Begins no invoke any more, of events or of batches; those under way are settled as ever until
     * this is closed. Never blocks.
     */
    public void quiesce() {
        beginners.close();
    }

    /** Stops polling and draining; what is queued waits for the next start. */
    @Override
    public void close() {
        parts.close();
    }
}
