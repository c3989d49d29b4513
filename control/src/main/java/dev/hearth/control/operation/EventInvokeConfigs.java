package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeStored;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.EventInvokeConfig;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.journal.CatalogueOwner;
import dev.hearth.foundation.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionEventInvokeConfigResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;

/**
 * What becomes of invokes nobody waits for, per qualifier: Put replaces all of it, Update what it
 * names; Get and Delete. Words and the order of refusals are as observed from AWS.
 */
final class EventInvokeConfigs {
    private static final int OK = 200;
    private static final int NO_CONTENT = 204;

    private final FunctionIndex index;
    private final CatalogueOwner owner;
    private final Targets targets;
    private final Clock clock;

    EventInvokeConfigs(FunctionIndex index, CatalogueOwner owner, Targets targets, Clock clock) {
        this.index = index;
        this.owner = owner;
        this.targets = targets;
        this.clock = clock;
    }

    WireAnswer put(ManagementCall call) {
        PutFunctionEventInvokeConfigRequest request = checked(call);
        return stored(request, owner.decide(() -> replace(request)));
    }

    WireAnswer update(ManagementCall call) {
        PutFunctionEventInvokeConfigRequest request = checked(call);
        return stored(request, owner.decide(() -> merge(request)));
    }

    WireAnswer get(ManagementCall call) {
        GetFunctionEventInvokeConfigRequest request =
                Operation.read(GetFunctionEventInvokeConfigRequest.class, call);
        FunctionRef ref = Targets.parse(request.functionName(), request.qualifier());
        return RestJson.write(
                EventInvokeView.of(targets.id(ref), qualifier(ref), existing(ref)), OK);
    }

    WireAnswer delete(ManagementCall call) {
        DeleteFunctionEventInvokeConfigRequest request =
                Operation.read(DeleteFunctionEventInvokeConfigRequest.class, call);
        FunctionRef ref = Targets.parse(request.functionName(), request.qualifier());
        var _ =
                owner.decide(() -> {
                    EventInvokeConfig config = existing(ref);
                    return Decision.of(
                            config, new EventInvokeRemoved(targets.id(ref), qualifier(ref)));
                });
        return RestJson.write(
                DeleteFunctionEventInvokeConfigResponse.builder().build(), NO_CONTENT);
    }

    /** Both operations' members are the same. */
    private static PutFunctionEventInvokeConfigRequest checked(ManagementCall call) {
        PutFunctionEventInvokeConfigRequest request =
                Operation.read(PutFunctionEventInvokeConfigRequest.class, call);
        EventInvokeRules.check(request);
        return request;
    }

    private Decision<EventInvokeConfig> replace(PutFunctionEventInvokeConfigRequest request) {
        FunctionRef ref = ref(request);
        requireQualifier(ref);
        destinations(ref).check(request.destinationConfig());
        return decided(ref, EventInvokeRules.asked(request, clock.now()));
    }

    private Decision<EventInvokeConfig> merge(PutFunctionEventInvokeConfigRequest request) {
        FunctionRef ref = ref(request);
        requireQualifier(ref);
        EventInvokeConfig before = existing(ref);
        destinations(ref).check(request.destinationConfig());
        return decided(ref, EventInvokeRules.merged(before, request, clock.now()));
    }

    private Decision<EventInvokeConfig> decided(FunctionRef ref, EventInvokeConfig config) {
        return Decision.of(config, new EventInvokeStored(targets.id(ref), qualifier(ref), config));
    }

    private WireAnswer stored(
            PutFunctionEventInvokeConfigRequest request, EventInvokeConfig config) {
        FunctionRef ref = ref(request);
        return RestJson.write(EventInvokeView.of(targets.id(ref), qualifier(ref), config), OK);
    }

    /**
     * @throws ApiException in the words these operations have for it
     */
    private void requireQualifier(FunctionRef ref) {
        boolean there = index.find(targets.id(ref)).filter(f -> f.has(qualifier(ref))).isPresent();
        if (!there) {
            throw Refusals.noSuchFunction();
        }
    }

    /**
     * @throws ApiException in the words these operations have for it, be it the function or its
     *     configuration that is not there
     */
    private EventInvokeConfig existing(FunctionRef ref) {
        FunctionId id = targets.id(ref);
        Optional<EventInvokeConfig> config =
                index.find(id).map(Catalogued::eventInvokes).map(all -> all.get(qualifier(ref)));
        return config.orElseThrow(() ->
                new ApiException(
                        ErrorCode.RESOURCE_NOT_FOUND,
                        "The function %s doesn't have an EventInvokeConfig"
                                .formatted(id.arn(qualifier(ref)))));
    }

    private Destinations destinations(FunctionRef ref) {
        return new Destinations(targets, targets.id(ref));
    }

    private static FunctionRef ref(PutFunctionEventInvokeConfigRequest request) {
        return Targets.parse(request.functionName(), request.qualifier());
    }

    private static String qualifier(FunctionRef ref) {
        return ref.qualifier().orElse(FunctionVersion.LATEST);
    }
}
