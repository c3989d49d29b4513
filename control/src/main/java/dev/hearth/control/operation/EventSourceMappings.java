package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.CatalogueRecord.MappingStored;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.Mapping;
import dev.hearth.control.catalogue.MappingIndex;
import dev.hearth.control.catalogue.MappingSettings;
import dev.hearth.control.catalogue.MappingState;
import dev.hearth.control.catalogue.UnknownFields;
import dev.hearth.control.journal.CatalogueOwner;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.DeleteEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/**
 * CreateEventSourceMapping, GetEventSourceMapping, UpdateEventSourceMapping and
 * DeleteEventSourceMapping. They say what is wanted; {@link MappingTransitions} hears when it is in
 * effect.
 */
final class EventSourceMappings {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    /** They live in memory, here and in the record store; each has pollers of its own. */
    private static final int MAX_MAPPINGS = 10_000;

    private final MappingIndex index;
    private final CatalogueOwner owner;
    private final Targets targets;
    private final MappingTransitions transitions;
    private final Clock clock;
    private final Entropy entropy;

    EventSourceMappings(
            MappingIndex index,
            CatalogueOwner owner,
            Targets targets,
            MappingTransitions transitions,
            Clock clock,
            Entropy entropy) {
        this.index = index;
        this.owner = owner;
        this.targets = targets;
        this.transitions = transitions;
        this.clock = clock;
        this.entropy = entropy;
    }

    WireAnswer create(ManagementCall call) {
        CreateEventSourceMappingRequest request =
                Operation.read(CreateEventSourceMappingRequest.class, call);
        RequestedMapping asked = RequestedMapping.of(request);
        Violations violations = new Violations().required("functionName", request.functionName());
        MappingRules.collect(asked, violations);
        TagRules.collect(request.tags(), violations);
        violations.throwIfAny();
        MappingRules.checkSource(request.eventSourceArn(), asked, "CreateEventSourceMapping");
        MappingRules.checkMembers(asked, "CreateEventSourceMapping");
        TagRules.check(request.tags());
        requireReadable(request.eventSourceArn(), asked);
        Mapping created =
                owner.decide(() -> created(request.eventSourceArn(), asked, request.tags()));
        return answer(created, ACCEPTED);
    }

    WireAnswer get(ManagementCall call) {
        GetEventSourceMappingRequest request =
                Operation.read(GetEventSourceMappingRequest.class, call);
        return answer(find(request.uuid()), OK);
    }

    WireAnswer update(ManagementCall call) {
        UpdateEventSourceMappingRequest request =
                Operation.read(UpdateEventSourceMappingRequest.class, call);
        RequestedMapping asked = RequestedMapping.of(request);
        Violations violations = new Violations();
        MappingRules.collect(asked, violations);
        violations.throwIfAny();
        var _ = find(request.uuid());
        MappingRules.checkMembers(asked, "UpdateEventSourceMapping");
        return answer(owner.decide(() -> updated(request.uuid(), asked)), ACCEPTED);
    }

    WireAnswer delete(ManagementCall call) {
        DeleteEventSourceMappingRequest request =
                Operation.read(DeleteEventSourceMappingRequest.class, call);
        return answer(owner.decide(() -> deleted(request.uuid())), ACCEPTED);
    }

    private Decision<Mapping> created(
            String eventSourceArn, RequestedMapping asked, Map<String, String> tags) {
        MappingSettings settings = initial(eventSourceArn, asked);
        requireOnly(eventSourceArn, settings, null);
        if (index.size() >= MAX_MAPPINGS) {
            throw Refusals.invalid(
                    "This server holds %d event source mappings, the most it can."
                            .formatted(index.size()));
        }
        return stored(
                new Mapping(
                        entropy.uuid().toString(),
                        eventSourceArn,
                        settings,
                        // Nothing has to be waited for when nothing is to run.
                        settings.enabled() ? MappingState.CREATING : MappingState.DISABLED,
                        owner.nextGeneration(),
                        clock.now(),
                        tags,
                        UnknownFields.NONE));
    }

    private MappingSettings initial(String eventSourceArn, RequestedMapping asked) {
        var _ = function(asked.functionName());
        FunctionRef ref = Targets.parse(asked.functionName(), null);
        MappingSettings settings = MappingMerge.create(targets.id(ref), ref.qualifier(), asked);
        MappingRules.checkTogether(eventSourceArn, settings);
        return settings;
    }

    /**
     * Asks the source's service, which takes its time: nothing is being decided meanwhile.
     *
     * @throws ApiException in the words of the service
     */
    private void requireReadable(String eventSourceArn, RequestedMapping asked) {
        var _ = initial(eventSourceArn, asked);
        Duration timeout = function(asked.functionName()).revision().settings().timeout();
        owner.runner()
                .refusal(eventSourceArn, timeout)
                .ifPresent(words -> {
                    throw Refusals.invalid(words);
                });
    }

    private Decision<Mapping> updated(@Nullable String uuid, RequestedMapping asked) {
        Mapping before = find(uuid);
        if (!before.state().settled()) {
            throw inUse("update");
        }
        MappingSettings settings = MappingMerge.merge(before.settings(), asked);
        if (asked.functionName() != null) {
            var _ = function(asked.functionName());
            FunctionRef ref = Targets.parse(asked.functionName(), null);
            settings = MappingMerge.pointedAt(settings, targets.id(ref), ref.qualifier());
        }
        MappingRules.checkTogether(before.eventSourceArn(), settings);
        requireOnly(before.eventSourceArn(), settings, before.uuid());
        return stored(
                before.changed(
                        settings,
                        whileUpdating(before.settings(), settings),
                        owner.nextGeneration(),
                        clock.now()));
    }

    private Decision<Mapping> deleted(@Nullable String uuid) {
        Mapping before = find(uuid);
        switch (before.state()) {
            case UPDATING, DELETING -> throw inUse("delete");
            case CREATING, ENABLING, ENABLED, DISABLING, DISABLED -> {}
        }
        return stored(before.in(MappingState.DELETING, clock.now()));
    }

    private static MappingState whileUpdating(MappingSettings before, MappingSettings now) {
        if (before.enabled() == now.enabled()) {
            return MappingState.UPDATING;
        }
        return now.enabled() ? MappingState.ENABLING : MappingState.DISABLING;
    }

    /**
     * @throws ApiException in the words these operations have for a function that is not there
     */
    private Qualified function(@Nullable String name) {
        try {
            return targets.qualified(name, null);
        } catch (ApiException e) {
            if (e.code() == ErrorCode.RESOURCE_NOT_FOUND) {
                throw new ApiException(
                        ErrorCode.INVALID_PARAMETER_VALUE, "Function does not exist", e);
            }
            throw e;
        }
    }

    private void requireOnly(
            String eventSourceArn, MappingSettings settings, @Nullable String itself) {
        index.between(eventSourceArn, settings.functionArn())
                .filter(other -> !other.uuid().equals(itself))
                .ifPresent(other -> {
                    FunctionId function = settings.function();
                    throw new ApiException(
                            ErrorCode.RESOURCE_CONFLICT,
                            "An event source mapping with SQS arn (\" %s \") and function (\" %s \") already exists. Please update or delete the existing mapping with UUID %s"
                                    .formatted(eventSourceArn, function.name(), other.uuid()));
                });
    }

    private Mapping find(@Nullable String uuid) {
        if (uuid == null) {
            throw Refusals.noSuchResource();
        }
        return index.find(uuid).orElseThrow(Refusals::noSuchResource);
    }

    private static ApiException inUse(String verb) {
        return new ApiException(
                ErrorCode.RESOURCE_IN_USE,
                "Cannot %s the event source mapping because it is in use.".formatted(verb));
    }

    private static Decision<Mapping> stored(Mapping mapping) {
        return Decision.of(mapping, new MappingStored(mapping));
    }

    private WireAnswer answer(Mapping mapping, int status) {
        return RestJson.write(transitions.view(mapping), status);
    }
}
