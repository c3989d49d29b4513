package dev.hearth.app;

import dev.hearth.api.worker.WorkerId;
import dev.hearth.assignment.AssignmentConfig;
import dev.hearth.assignment.AssignmentLeader;
import dev.hearth.control.Control;
import dev.hearth.events.Events;
import dev.hearth.foundation.http.NettyHttpServer;
import dev.hearth.foundation.lifecycle.Closing;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.SystemTimers;
import dev.hearth.frontend.EventsRole;
import dev.hearth.frontend.Frontend;
import dev.hearth.frontend.invoke.Backends;
import dev.hearth.placement.PlacementConfig;
import dev.hearth.placement.PlacementOwner;
import dev.hearth.state.DataFolder;
import dev.hearth.state.blob.BlobStore;
import dev.hearth.worker.WorkerAgent;
import dev.hearth.worker.runtime.Runtimes;
import dev.hearth.worker.sandbox.SandboxBackend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * All roles in one process, wired by hand. To read {@link #wire} from top to bottom is to read the
 * architecture: what a role is given is all it knows.
 */
public final class Server implements AutoCloseable {
    private static final WorkerId THIS_WORKER = new WorkerId("local");
    private static final Duration DRAINING_PATIENCE = Duration.ofSeconds(5);

    private final URI endpoint;
    private final StatusSource status;
    private final Set<String> operations;
    private final Closing parts;

    private Server(URI endpoint, StatusSource status, Set<String> operations, Closing parts) {
        this.endpoint = endpoint;
        this.status = status;
        this.operations = Set.copyOf(operations);
        this.parts = parts;
    }

    /**
     * Starts a server, and returns when it answers.
     *
     * @throws Refusal when it cannot be started, saying what to do
     */
    public static Server start(ServerOptions options) {
        Closing parts = new Closing();
        try {
            return wire(options, parts);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw StartFailure.explain(options, e);
        }
    }

    private static Server wire(ServerOptions options, Closing parts) throws IOException {
        Clock clock = Clock.system();
        Entropy entropy = Entropy.system();
        Instant started = clock.now();
        PublicAddress address = parts.add("the port", PublicAddress.take(options));
        DataFolder data = parts.add("the data folder", DataFolder.open(options.data()));
        SystemTimers timers = parts.add("the timers", new SystemTimers());

        // What takes its time and needs nothing of the rest, side by side.
        Parallel<Records> opening =
                Parallel.of("records", () -> Records.open(data, entropy, timers, parts));
        Parallel<SandboxBackend> sandboxes =
                Parallel.of("sandboxes", () -> Sandboxes.open(options, data.path(), parts));
        NettyHttpServer http =
                parts.add(
                        "the HTTP server",
                        NettyHttpServer.start(httpThreads(), bodyBytes(), clock));
        BlobStore blobs = BlobStore.open(data.folder("blobs"), clock, entropy);
        LocalWorkers workers = new LocalWorkers(THIS_WORKER);

        PlacementOwner placement = new PlacementOwner(PlacementConfig.DEFAULTS, clock);
        AssignmentLeader assignment =
                new AssignmentLeader(
                        AssignmentConfig.defaults(processors()),
                        placement,
                        workers,
                        clock,
                        timers,
                        entropy);
        Records records = opening.await();
        Events events =
                new Events(
                        options.events(THIS_WORKER.value(), processors()),
                        records.store(),
                        clock,
                        timers,
                        entropy);
        Control control =
                parts.add(
                        "control",
                        Control.open(
                                options.control(),
                                records.store(),
                                blobs,
                                data.secret("code-links", entropy),
                                clock,
                                entropy,
                                timers,
                                assignment::functionChanged));
        SandboxBackend backend = sandboxes.await();
        Runtimes runtimes =
                new Runtimes(data.path().resolve("runtimes"), options.runtimeFallback());
        StatusSource status =
                new StatusSource(
                        options,
                        address.uri(),
                        backend.name(),
                        assignment,
                        new RuntimeOffers(runtimes, clock),
                        clock,
                        started);
        Frontend frontend =
                new Frontend(
                        options.frontend(),
                        new Backends(control, assignment, id -> workers.find(id).orElseThrow()),
                        control,
                        new EventsRole(events.intake(), events.queues(), control),
                        workers,
                        records.writable(),
                        status,
                        control::codeFor,
                        clock,
                        entropy);
        WorkerAgent worker =
                parts.add(
                        "the worker",
                        new WorkerAgent(
                                options.worker(
                                        THIS_WORKER, address.uri(), frontend.sandboxLimits()),
                                backend,
                                runtimes,
                                http,
                                id -> blobs.path(id).orElseThrow(() -> new NoSuchFileException(id)),
                                clock,
                                timers,
                                entropy,
                                frontend::handlerFor));
        worker.open();
        workers.add(worker);
        parts.add(
                        "the heartbeat",
                        new Heartbeat(
                                worker, placement, timers, PlacementConfig.DEFAULTS.heartbeat()))
                .start();

        control.runMappings(
                parts.add("the events", events).start(control, frontend.invokes(), control));

        parts.add("the idle heap", new IdleHeap(IdleHeap.Heap.ofThisProcess(), timers)).start();

        FrontDoor door = new FrontDoor(frontend.handler());
        http.serve(address.channel(), frontend.publicLimits(), door);
        parts.add("the address", AddressFile.write(data.path(), address.uri()));
        parts.add(
                "the front door",
                () -> {
                    door.shut();
                    new Draining(assignment, timers).await(DRAINING_PATIENCE);
                });
        // Before the front door: events that went on being invoked would keep it waiting.
        parts.add("the drain of events", events::quiesce);
        return new Server(address.uri(), status, control.operations(), parts);
    }

    /** Where clients reach it. */
    public URI endpoint() {
        return endpoint;
    }

    /** How functions are kept apart here, such as {@code namespace}. */
    public String sandbox() {
        return status.sandbox();
    }

    /** Blocks while this machine's runtimes are looked for, the first time. */
    public ServerStatus status() {
        return status.now();
    }

    /** The operations of the Lambda API that do their work; the others answer 501. */
    public Set<String> operations() {
        Set<String> all = new TreeSet<>(operations);
        all.add("Invoke");
        all.add("InvokeAsync");
        return all;
    }

    /** Lets nobody in, waits a while for who is inside, then ends every function and stops. */
    @Override
    public void close() {
        parts.close();
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** An invoke crosses no thread when there is one; a small machine needs no more. */
    private static int httpThreads() {
        return Math.max(1, processors() / 4);
    }

    /** Half of the heap: bodies are most of what a burst of requests makes the server hold. */
    private static long bodyBytes() {
        return Runtime.getRuntime().maxMemory() / 2;
    }
}
