package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.Catalogued;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.PublishedVersion;
import dev.hearth.control.journal.CatalogueOwner;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.PublishVersionRequest;

/** Publishing what the newest version already holds answers that version. */
final class PublishVersion implements Operation {
    private static final int CREATED = 201;

    private final CatalogueOwner owner;
    private final Targets targets;
    private final FunctionChanges changes;

    PublishVersion(CatalogueOwner owner, Targets targets, FunctionChanges changes) {
        this.owner = owner;
        this.targets = targets;
        this.changes = changes;
    }

    @Override
    public WireAnswer run(ManagementCall call) {
        PublishVersionRequest request = Operation.read(PublishVersionRequest.class, call);
        FunctionRef ref = Targets.unqualified(request.functionName());
        new Violations().length("description", request.description(), 0, 256).throwIfAny();
        List<String> notBuilt = NotBuilt.in(request);
        if (!notBuilt.isEmpty()) {
            throw Refusals.notBuilt("PublishVersion with " + String.join(", ", notBuilt));
        }
        return RestJson.write(owner.decide(() -> publish(ref, request)), CREATED);
    }

    private Decision<FunctionConfiguration> publish(
            FunctionRef ref, PublishVersionRequest request) {
        Catalogued before = targets.find(ref);
        Function function = before.function();
        FunctionChanges.requireChangeable(function, request.revisionId());
        String sha256 = function.latest().settings().code().sha256();
        if (request.codeSha256() != null && !request.codeSha256().equals(sha256)) {
            throw Refusals.invalid(
                    "CodeSHA256 (%s) is different from current CodeSHA256 in $LATEST (%s). Please try again with the CodeSHA256 in $LATEST."
                            .formatted(request.codeSha256(), sha256));
        }
        Optional<PublishedVersion> same = FunctionChanges.unchangedSince(before, function.latest());
        if (same.isPresent()) {
            return Decision.of(ConfigurationView.version(function, same.get()).build());
        }
        FunctionChanges.Published published =
                changes.publish(function, before.versions(), request.description());
        return new Decision<>(
                published.records(),
                ConfigurationView.version(published.function(), published.version()).build());
    }
}
