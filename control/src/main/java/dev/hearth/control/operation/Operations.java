package dev.hearth.control.operation;

import static java.util.Map.entry;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.aws.WireAnswer;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.catalogue.MappingIndex;
import dev.hearth.control.code.CodeIntake;
import dev.hearth.control.code.CodeTokens;
import dev.hearth.control.journal.CatalogueOwner;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.util.Map;
import java.util.Set;

/** Every operation that is built, by AWS's name. */
public final class Operations {
    private final Map<String, Operation> built;

    private Operations(Map<String, Operation> built) {
        this.built = built;
    }

    /**
     * @param accountLimit how many invokes may run at once over all functions
     */
    public static Operations of(
            FunctionIndex index,
            CatalogueOwner owner,
            Targets targets,
            FunctionChanges changes,
            CodeIntake intake,
            CodeTokens tokens,
            Settler settler,
            MappingIndex mappingIndex,
            MappingTransitions transitions,
            Clock clock,
            Entropy entropy,
            int accountLimit) {
        CreateFunction create = new CreateFunction(index, owner, targets, changes, intake, settler);
        UpdateFunctionCode updateCode =
                new UpdateFunctionCode(owner, targets, changes, intake, settler);
        UpdateFunctionConfiguration updateConfiguration =
                new UpdateFunctionConfiguration(owner, targets, changes, settler);
        ReservedConcurrency concurrency =
                new ReservedConcurrency(index, owner, targets, accountLimit);
        EventSourceMappings mappings =
                new EventSourceMappings(mappingIndex, owner, targets, transitions, clock, entropy);
        Tags tags = new Tags(owner, targets, mappingIndex);
        Defaults defaults = new Defaults(targets);
        Recursion recursion = new Recursion(owner, targets);
        EventInvokeConfigs eventInvokes = new EventInvokeConfigs(index, owner, targets, clock);
        return new Operations(
                Map.ofEntries(
                        entry("CreateEventSourceMapping", mappings::create),
                        entry("CreateFunction", create),
                        entry("DeleteEventSourceMapping", mappings::delete),
                        entry("DeleteFunction", new DeleteFunction(owner, targets)),
                        entry("DeleteFunctionConcurrency", concurrency::delete),
                        entry("DeleteFunctionEventInvokeConfig", eventInvokes::delete),
                        entry("GetAccountSettings", new GetAccountSettings(index, accountLimit)),
                        entry("GetEventSourceMapping", mappings::get),
                        entry("GetFunction", new GetFunction(targets, tokens)),
                        entry("GetFunctionCodeSigningConfig", defaults::codeSigning),
                        entry("GetFunctionConcurrency", concurrency::get),
                        entry("GetFunctionConfiguration", new GetFunctionConfiguration(targets)),
                        entry("GetFunctionEventInvokeConfig", eventInvokes::get),
                        entry("GetFunctionRecursionConfig", recursion::get),
                        entry("GetRuntimeManagementConfig", defaults::runtimeManagement),
                        entry(
                                "ListEventSourceMappings",
                                new ListEventSourceMappings(mappingIndex, targets, transitions)),
                        entry(
                                "ListFunctionEventInvokeConfigs",
                                new ListFunctionEventInvokeConfigs(index, targets)),
                        entry("ListFunctions", new ListFunctions(index, targets)),
                        entry("ListTags", tags::list),
                        entry("ListVersionsByFunction", new ListVersionsByFunction(targets)),
                        entry("PublishVersion", new PublishVersion(owner, targets, changes)),
                        entry("PutFunctionConcurrency", concurrency::put),
                        entry("PutFunctionEventInvokeConfig", eventInvokes::put),
                        entry("PutFunctionRecursionConfig", recursion::put),
                        entry("TagResource", tags::tag),
                        entry("UntagResource", tags::untag),
                        entry("UpdateEventSourceMapping", mappings::update),
                        entry("UpdateFunctionCode", updateCode),
                        entry("UpdateFunctionConfiguration", updateConfiguration),
                        entry("UpdateFunctionEventInvokeConfig", eventInvokes::update)));
    }

    public Set<String> names() {
        return built.keySet();
    }

    /**
     * @throws dev.hearth.api.error.ApiException {@code NotImplementedException} for an operation
     *     that isn't built, or what the operation refuses with
     */
    public WireAnswer run(ManagementCall call) {
        Operation operation = built.get(call.operation());
        if (operation == null) {
            throw Refusals.notBuilt(call.operation());
        }
        return operation.run(call);
    }
}
