package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.Mapping;
import dev.hearth.control.catalogue.MappingIndex;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;

/** In order of UUIDs; a marker holds the last one shown. */
final class ListEventSourceMappings implements Operation {
    private static final int OK = 200;

    /** However many are asked for: AWS never lists more mappings at once. */
    private static final int MAX_PAGE = 100;

    private final MappingIndex index;
    private final Targets targets;
    private final MappingTransitions transitions;

    ListEventSourceMappings(MappingIndex index, Targets targets, MappingTransitions transitions) {
        this.index = index;
        this.targets = targets;
        this.transitions = transitions;
    }

    @Override
    public WireAnswer run(ManagementCall call) {
        ListEventSourceMappingsRequest request =
                Operation.read(ListEventSourceMappingsRequest.class, call);
        Violations violations = new Violations();
        Pages.collect(request.maxItems(), violations);
        violations.throwIfAny();
        int size = request.maxItems() == null ? MAX_PAGE : Math.min(request.maxItems(), MAX_PAGE);

        List<Mapping> found =
                index.after(Pages.last(request.marker())).stream()
                        .filter(ofSource(request.eventSourceArn()))
                        .filter(ofFunction(request.functionName()))
                        .limit(size + 1L)
                        .toList();
        ListEventSourceMappingsResponse.Builder answer =
                ListEventSourceMappingsResponse.builder()
                        .eventSourceMappings(
                                found.stream().limit(size).map(transitions::view).toList());
        if (found.size() > size) {
            answer.nextMarker(Pages.marker(found.get(size - 1).uuid()));
        }
        return RestJson.write(answer.build(), OK);
    }

    private static Predicate<Mapping> ofSource(@Nullable String eventSourceArn) {
        return mapping -> eventSourceArn == null || mapping.eventSourceArn().equals(eventSourceArn);
    }

    /** A function without a qualifier is not its versions. */
    private Predicate<Mapping> ofFunction(@Nullable String name) {
        if (name == null) {
            return _ -> true;
        }
        FunctionRef ref = Targets.parse(name, null);
        var id = targets.id(ref);
        String arn = ref.qualifier().map(id::arn).orElse(id.arn());
        return mapping -> mapping.settings().functionArn().equals(arn);
    }
}
