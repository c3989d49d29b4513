package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.function.FunctionId;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.PublishedVersion;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionRequest;
import software.amazon.awssdk.services.lambda.model.ListVersionsByFunctionResponse;

/** {@code $LATEST} first, then the numbers; a marker holds the last number shown. */
final class ListVersionsByFunction implements Operation {
    private static final int OK = 200;

    private final Targets targets;

    ListVersionsByFunction(Targets targets) {
        this.targets = targets;
    }

    @Override
    public WireAnswer run(ManagementCall call) {
        ListVersionsByFunctionRequest request =
                Operation.read(ListVersionsByFunctionRequest.class, call);
        Violations violations = new Violations();
        Pages.collect(request.maxItems(), violations);
        violations.throwIfAny();
        Catalogued function = targets.find(Targets.unqualified(request.functionName()));
        FunctionId id = function.function().id();
        int size = Pages.size(request.maxItems());
        String last = Pages.last(request.marker());

        List<FunctionConfiguration> views = new ArrayList<>();
        if (last.isEmpty()) {
            views.add(ConfigurationView.listed(id, "$LATEST", function.function().latest()));
        }
        ListVersionsByFunctionResponse.Builder answer = ListVersionsByFunctionResponse.builder();
        int shown = last.isEmpty() ? 0 : number(last);
        for (PublishedVersion version : function.versions().tailMap(shown, false).values()) {
            if (views.size() == size) {
                answer.nextMarker(Pages.marker(Integer.toString(shown)));
                break;
            }
            views.add(ConfigurationView.listed(id, version.name(), version.revision()));
            shown = version.number();
        }
        return RestJson.write(answer.versions(views).build(), OK);
    }

    private static int number(String last) {
        try {
            return Integer.parseInt(last);
        } catch (NumberFormatException e) {
            throw Refusals.invalid("Invalid marker: take the NextMarker of an earlier answer.");
        }
    }
}
