package dev.hearth.control;

import dev.hearth.api.control.Catalogue;
import dev.hearth.api.control.CodeDownloads;
import dev.hearth.api.control.FunctionListener;
import dev.hearth.api.control.Management;
import dev.hearth.api.control.ManagementAnswer;
import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.control.ResolvedFunction;
import dev.hearth.api.events.AsyncPolicies;
import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.events.MappingProgress;
import dev.hearth.api.events.Mappings;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.aws.WireAnswer;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.catalogue.MappingIndex;
import dev.hearth.control.catalogue.Phase;
import dev.hearth.control.code.BlobCollector;
import dev.hearth.control.code.CodeIntake;
import dev.hearth.control.code.CodeTokens;
import dev.hearth.control.journal.CatalogueOwner;
import dev.hearth.control.journal.Journal;
import dev.hearth.control.operation.FunctionChanges;
import dev.hearth.control.operation.MappingTransitions;
import dev.hearth.control.operation.Operations;
import dev.hearth.control.operation.Refusals;
import dev.hearth.control.operation.Settler;
import dev.hearth.control.operation.Targets;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.state.RecordStore;
import dev.hearth.state.blob.BlobStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The control role, wired. */
public final class Control
        implements Management,
                Catalogue,
                AsyncPolicies,
                MappingProgress,
                CodeDownloads,
                AutoCloseable {
    private final ControlConfig config;
    private final FunctionIndex index;
    private final CatalogueOwner owner;
    private final Targets targets;
    private final Operations operations;
    private final CodeTokens tokens;
    private final BlobStore blobs;
    private final Settler settler;
    private final MappingTransitions transitions;
    private final BlobCollector collector;

    private Control(
            ControlConfig config,
            FunctionIndex index,
            CatalogueOwner owner,
            Targets targets,
            Operations operations,
            CodeTokens tokens,
            BlobStore blobs,
            Settler settler,
            MappingTransitions transitions,
            BlobCollector collector) {
        this.config = config;
        this.index = index;
        this.owner = owner;
        this.targets = targets;
        this.operations = operations;
        this.tokens = tokens;
        this.blobs = blobs;
        this.settler = settler;
        this.transitions = transitions;
        this.collector = collector;
    }

    /**
     * Takes the catalogue over from whoever had it, and reads it. Blocks.
     *
     * @param linkSecret signs download links; the same at every start, so that they outlive one
     * @param listener is told of changes from the first moment; its own start is not one
     */
    public static Control open(
            ControlConfig config,
            RecordStore records,
            BlobStore blobs,
            byte[] linkSecret,
            Clock clock,
            Entropy entropy,
            Timers timers,
            FunctionListener listener) {
        FunctionIndex index = new FunctionIndex();
        MappingIndex mappings = new MappingIndex();
        CatalogueOwner owner =
                new CatalogueOwner(
                        Journal.open(records), index, mappings, listener, blobs::roomBytes);
        owner.load();
        Targets targets = new Targets(config.account(), config.region(), index);
        FunctionChanges changes = new FunctionChanges(owner, clock, entropy);
        CodeIntake intake = new CodeIntake(blobs, index);
        CodeTokens tokens = new CodeTokens(linkSecret, clock);
        Settler settler = new Settler(index, owner, entropy, timers, config.settling());
        MappingTransitions transitions = new MappingTransitions(mappings, owner, clock, timers);
        Operations operations =
                Operations.of(
                        index,
                        owner,
                        targets,
                        changes,
                        intake,
                        tokens,
                        settler,
                        mappings,
                        transitions,
                        clock,
                        entropy,
                        config.concurrency());
        BlobCollector collector = new BlobCollector(blobs, index, owner, clock, timers);
        settler.resume();
        collector.start();
        return new Control(
                config,
                index,
                owner,
                targets,
                operations,
                tokens,
                blobs,
                settler,
                transitions,
                collector);
    }

    /**
     * Says who runs event source mappings. It is told at once of every mapping there is, then of
     * each change; what it reports comes back here. Until then mappings stay as they are.
     */
    public void runMappings(Mappings runner) {
        owner.runMappings(runner);
    }

    /** Names of the operations that are built. */
    public Set<String> operations() {
        return operations.names();
    }

    @Override
    public ManagementAnswer call(ManagementCall call) {
        WireAnswer answer = operations.run(call);
        return new ManagementAnswer(answer.status(), answer.headers(), answer.body());
    }

    @Override
    public ResolvedFunction resolve(FunctionRef ref) {
        Catalogued found = targets.find(ref);
        if (found.function().phase() instanceof Phase.Creating) {
            throw Refusals.pending();
        }
        FunctionId id = found.function().id();
        String version = ref.qualifier().orElse(FunctionVersion.LATEST);
        FunctionConfig function =
                found.config(version).orElseThrow(() -> Refusals.notFound(id.arn(version)));
        return new ResolvedFunction(
                function, found.function().reserved(), config.concurrency() - index.reserved());
    }

    @Override
    public Optional<AsyncPolicy> find(FunctionId function, Optional<String> qualifier) {
        return index.find(function)
                .flatMap(f -> f.policy(qualifier.orElse(FunctionVersion.LATEST)));
    }

    @Override
    public void settled(String uuid, long generation) {
        transitions.settled(uuid, generation);
    }

    @Override
    public void stopped(String uuid) {
        transitions.stopped(uuid);
    }

    @Override
    public void result(String uuid, String words) {
        transitions.result(uuid, words);
    }

    @Override
    public Optional<Path> codeFor(String token) {
        return tokens.blob(token).flatMap(blobs::path);
    }

    /** Begins nothing more; what is under way is in the records and goes on at the next start. */
    @Override
    public void close() {
        settler.close();
        transitions.close();
        collector.close();
    }
}
