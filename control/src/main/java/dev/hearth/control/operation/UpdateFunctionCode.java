package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.CodePackage;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.PublishedVersion;
import dev.hearth.control.catalogue.Settings;
import dev.hearth.control.code.CodeIntake;
import dev.hearth.control.journal.CatalogueOwner;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;

final class UpdateFunctionCode implements Operation {
    private static final int OK = 200;

    private final CatalogueOwner owner;
    private final Targets targets;
    private final FunctionChanges changes;
    private final CodeIntake intake;
    private final Settler settler;

    UpdateFunctionCode(
            CatalogueOwner owner,
            Targets targets,
            FunctionChanges changes,
            CodeIntake intake,
            Settler settler) {
        this.owner = owner;
        this.targets = targets;
        this.changes = changes;
        this.intake = intake;
        this.settler = settler;
    }

    /**
     * @param changed absent when the caller only asked what would happen
     */
    private record Updated(Optional<Function> changed, FunctionConfiguration answer) {}

    @Override
    public WireAnswer run(ManagementCall call) {
        UpdateFunctionCodeRequest request = Operation.read(UpdateFunctionCodeRequest.class, call);
        FunctionRef ref = Targets.unqualified(request.functionName());
        Violations violations = new Violations();
        Architectures.collect(request.architecturesAsStrings(), violations);
        violations.throwIfAny();
        FunctionChanges.requireChangeable(targets.find(ref).function(), request.revisionId());
        checkService(request);
        CodePackage code = intake.take(CodeSource.zip(request));
        Updated updated = owner.decide(() -> update(ref, request, code));
        updated.changed().ifPresent(settler::settle);
        return RestJson.write(updated.answer(), OK);
    }

    /**
     * @throws ApiException for what cannot be done
     */
    private static void checkService(UpdateFunctionCodeRequest request) {
        CodeSource.requireZip(request);
        List<String> notBuilt = NotBuilt.in(request);
        if (!notBuilt.isEmpty()) {
            throw Refusals.notBuilt("UpdateFunctionCode with " + String.join(", ", notBuilt));
        }
    }

    private Decision<Updated> update(
            FunctionRef ref, UpdateFunctionCodeRequest request, CodePackage code) {
        Catalogued before = targets.find(ref);
        Function function = before.function();
        FunctionChanges.requireChangeable(function, request.revisionId());
        Settings settings = function.latest().settings();
        Settings changed =
                settings.withCode(
                        code,
                        Architectures.chosen(
                                request.architecturesAsStrings(), settings.architecture()));
        Function updated = changes.update(function, changed);
        if (Boolean.TRUE.equals(request.dryRun())) {
            Function asIf = function.with(updated.latest(), function.phase());
            return Decision.of(
                    new Updated(Optional.empty(), ConfigurationView.latest(asIf).build()));
        }
        if (!Boolean.TRUE.equals(request.publish())) {
            return Decision.of(
                    new Updated(Optional.of(updated), ConfigurationView.latest(updated).build()),
                    new FunctionStored(updated));
        }
        Optional<PublishedVersion> same = FunctionChanges.unchangedSince(before, updated.latest());
        if (same.isPresent()) {
            return new Decision<>(
                    List.of(new FunctionStored(updated)), published(updated, same.get()));
        }
        FunctionChanges.Published published = changes.publish(updated, before.versions(), null);
        return new Decision<>(
                published.records(), published(published.function(), published.version()));
    }

    private static Updated published(Function function, PublishedVersion version) {
        return new Updated(
                Optional.of(function),
                ConfigurationView.latest(function)
                        .functionArn(function.id().arn(version.name()))
                        .version(version.name())
                        .build());
    }
}
