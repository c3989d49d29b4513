package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.catalogue.PublishedVersion;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;

/**
 * In order of names. A marker holds the last function shown, and with {@code FunctionVersion=ALL}
 * its last version shown, as {@code name:number}.
 */
final class ListFunctions implements Operation {
    private static final int OK = 200;
    private static final Pattern REGION = Pattern.compile("ALL|[a-z]{2}(-gov)?-[a-z]+-\\d{1}");

    private final FunctionIndex index;
    private final Targets targets;

    ListFunctions(FunctionIndex index, Targets targets) {
        this.index = index;
        this.targets = targets;
    }

    /** An entry of the listing and the marker that goes on after it. */
    private record Item(String marker, FunctionConfiguration view) {}

    @Override
    public WireAnswer run(ManagementCall call) {
        ListFunctionsRequest request = Operation.read(ListFunctionsRequest.class, call);
        Violations violations =
                new Violations()
                        .oneOf("functionVersion", request.functionVersionAsString(), List.of("ALL"))
                        .pattern("masterRegion", request.masterRegion(), REGION);
        Pages.collect(request.maxItems(), violations);
        violations.throwIfAny();

        boolean all = request.functionVersionAsString() != null;
        int size = Pages.size(request.maxItems());
        List<Item> items = items(Pages.last(request.marker()), all, size + 1);
        ListFunctionsResponse.Builder answer =
                ListFunctionsResponse.builder()
                        .functions(items.stream().limit(size).map(Item::view).toList());
        if (items.size() > size) {
            answer.nextMarker(Pages.marker(items.get(size - 1).marker()));
        }
        return RestJson.write(answer.build(), OK);
    }

    private List<Item> items(String last, boolean all, int limit) {
        List<Item> items = new ArrayList<>();
        String lastName = "";
        if (!last.isEmpty()) {
            FunctionRef ref = FunctionRef.parse(last, Optional.empty());
            lastName = ref.name();
            if (all) {
                // The page before may have ended among this function's versions.
                int version = ref.qualifier().map(ListFunctions::number).orElse(0);
                index.find(targets.id(ref)).ifPresent(f -> addVersions(f, version, items));
            }
        }
        Iterator<Catalogued> functions = targets.after(lastName).iterator();
        while (items.size() < limit && functions.hasNext()) {
            Catalogued function = functions.next();
            items.add(
                    new Item(
                            function.function().id().name(),
                            ConfigurationView.listedLatest(function.function())));
            if (all) {
                addVersions(function, 0, items);
            }
        }
        return items;
    }

    private static void addVersions(Catalogued function, int after, List<Item> items) {
        FunctionId id = function.function().id();
        for (PublishedVersion version : function.versions().tailMap(after, false).values()) {
            items.add(
                    new Item(
                            id.name() + ":" + version.name(),
                            ConfigurationView.listed(id, version.name(), version.revision())));
        }
    }

    private static int number(String qualifier) {
        try {
            return Integer.parseInt(qualifier);
        } catch (NumberFormatException e) {
            throw Refusals.invalid("Invalid marker: take the NextMarker of an earlier answer.");
        }
    }
}
