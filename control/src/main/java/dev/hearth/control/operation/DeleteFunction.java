package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.control.catalogue.CatalogueRecord;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionRemoved;
import dev.hearth.control.catalogue.CatalogueRecord.VersionRemoved;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.journal.CatalogueOwner;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionRequest;
import software.amazon.awssdk.services.lambda.model.DeleteFunctionResponse;

/**
 * Removes a function with its versions, or one version. Answers 204 without a body, as AWS does for
 * functions like these; the model's 200 is for those that are deleted later.
 */
final class DeleteFunction implements Operation {
    private static final int NO_CONTENT = 204;

    private final CatalogueOwner owner;
    private final Targets targets;

    DeleteFunction(CatalogueOwner owner, Targets targets) {
        this.owner = owner;
        this.targets = targets;
    }

    @Override
    public WireAnswer run(ManagementCall call) {
        DeleteFunctionRequest request = Operation.read(DeleteFunctionRequest.class, call);
        FunctionRef ref = Targets.parse(request.functionName(), request.qualifier());
        if (ref.qualifier().filter(FunctionVersion.LATEST::equals).isPresent()) {
            throw Refusals.invalid(
                    "$LATEST version cannot be deleted without deleting the function.");
        }
        return RestJson.write(owner.decide(() -> delete(ref)), NO_CONTENT);
    }

    private Decision<DeleteFunctionResponse> delete(FunctionRef ref) {
        Catalogued function = targets.find(ref);
        return new Decision<>(
                ref.qualifier().isPresent()
                        ? version(function, ref.qualifier().get())
                        : whole(function),
                DeleteFunctionResponse.builder().build());
    }

    /**
     * A version that isn't there counts as deleted, as with AWS.
     *
     * @throws ApiException for what is no version's number
     */
    private static List<CatalogueRecord> version(Catalogued function, String qualifier) {
        FunctionId id = function.function().id();
        if (!qualifier.matches("\\d+")) {
            throw Refusals.invalid(
                    "Deletion of aliases is not currently supported. Please use the DeleteAlias API.");
        }
        return function.version(qualifier)
                .map(version -> {
                    List<CatalogueRecord> records = new ArrayList<>();
                    if (function.eventInvokes().containsKey(qualifier)) {
                        records.add(new EventInvokeRemoved(id, qualifier));
                    }
                    records.add(new VersionRemoved(id, version.number()));
                    return records;
                })
                .orElse(List.of());
    }

    private static List<CatalogueRecord> whole(Catalogued function) {
        FunctionId id = function.function().id();
        List<CatalogueRecord> records = new ArrayList<>();
        function.eventInvokes().keySet().forEach(q -> records.add(new EventInvokeRemoved(id, q)));
        function.versions().keySet().forEach(n -> records.add(new VersionRemoved(id, n)));
        records.add(new FunctionRemoved(id));
        return records;
    }
}
