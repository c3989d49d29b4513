package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.function.FunctionId;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.EventInvokeConfig;
import dev.hearth.control.catalogue.FunctionIndex;
import java.util.Map;
import java.util.NavigableMap;
import software.amazon.awssdk.services.lambda.model.FunctionEventInvokeConfig;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionEventInvokeConfigsResponse;

/** In order of qualifiers; a marker holds the last one shown. */
final class ListFunctionEventInvokeConfigs implements Operation {
    private static final int OK = 200;
    private static final int MAX_ITEMS = 50;

    private final FunctionIndex index;
    private final Targets targets;

    ListFunctionEventInvokeConfigs(FunctionIndex index, Targets targets) {
        this.index = index;
        this.targets = targets;
    }

    @Override
    public WireAnswer run(ManagementCall call) {
        ListFunctionEventInvokeConfigsRequest request =
                Operation.read(ListFunctionEventInvokeConfigsRequest.class, call);
        new Violations().range("maxItems", request.maxItems(), 1, MAX_ITEMS).throwIfAny();
        FunctionId id = targets.id(Targets.unqualified(request.functionName()));
        Catalogued function = index.find(id).orElseThrow(Refusals::noSuchFunction);
        int size = Pages.size(request.maxItems());

        NavigableMap<String, EventInvokeConfig> rest =
                function.eventInvokes().tailMap(Pages.last(request.marker()), false);
        ListFunctionEventInvokeConfigsResponse.Builder answer =
                ListFunctionEventInvokeConfigsResponse.builder()
                        .functionEventInvokeConfigs(
                                rest.entrySet().stream()
                                        .limit(size)
                                        .map(entry -> view(id, entry))
                                        .toList());
        if (rest.size() > size) {
            answer.nextMarker(
                    Pages.marker(rest.keySet().stream().skip(size - 1L).findFirst().orElseThrow()));
        }
        return RestJson.write(answer.build(), OK);
    }

    private static FunctionEventInvokeConfig view(
            FunctionId id, Map.Entry<String, EventInvokeConfig> entry) {
        return EventInvokeView.of(id, entry.getKey(), entry.getValue());
    }
}
