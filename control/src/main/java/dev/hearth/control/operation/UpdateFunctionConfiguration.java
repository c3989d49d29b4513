package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.journal.CatalogueOwner;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

final class UpdateFunctionConfiguration implements Operation {
    private static final int OK = 200;

    private final CatalogueOwner owner;
    private final Targets targets;
    private final FunctionChanges changes;
    private final Settler settler;

    UpdateFunctionConfiguration(
            CatalogueOwner owner, Targets targets, FunctionChanges changes, Settler settler) {
        this.owner = owner;
        this.targets = targets;
        this.changes = changes;
        this.settler = settler;
    }

    @Override
    public WireAnswer run(ManagementCall call) {
        UpdateFunctionConfigurationRequest request =
                Operation.read(UpdateFunctionConfigurationRequest.class, call);
        RequestedSettings asked = RequestedSettings.of(request);
        FunctionRef ref = Targets.unqualified(request.functionName());
        Violations violations = new Violations();
        Constraints.collect(asked, violations);
        violations.throwIfAny();
        FunctionChanges.requireChangeable(targets.find(ref).function(), request.revisionId());
        Constraints.check(asked, "UpdateFunctionConfiguration");
        Function updated = owner.decide(() -> update(ref, asked, request.revisionId()));
        settler.settle(updated);
        return RestJson.write(ConfigurationView.latest(updated).build(), OK);
    }

    private Decision<Function> update(
            FunctionRef ref, RequestedSettings asked, @Nullable String revisionId) {
        Function function = targets.find(ref).function();
        FunctionChanges.requireChangeable(function, revisionId);
        Function updated =
                changes.update(function, SettingsMerge.merge(function.latest().settings(), asked));
        return Decision.of(updated, new FunctionStored(updated));
    }
}
