package dev.hearth.control.operation;

import dev.hearth.api.control.ManagementCall;
import dev.hearth.api.error.ApiException;
import dev.hearth.api.error.ErrorCode;
import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.aws.WireAnswer;
import dev.hearth.aws.json.RestJson;
import dev.hearth.aws.validate.Violations;
import dev.hearth.control.catalogue.CatalogueRecord.FunctionStored;
import dev.hearth.control.catalogue.CodePackage;
import dev.hearth.control.catalogue.Decision;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.FunctionIndex;
import dev.hearth.control.catalogue.Phase;
import dev.hearth.control.catalogue.Settings;
import dev.hearth.control.catalogue.UnknownFields;
import dev.hearth.control.code.CodeIntake;
import dev.hearth.control.journal.CatalogueOwner;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;

final class CreateFunction implements Operation {
    private static final int CREATED = 201;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9-_]+");
    private static final int MAX_NAME_LENGTH = 64;

    /** Design limit of a cell: its catalogue lives in memory, here and in the record store. */
    private static final int MAX_FUNCTIONS = 50_000;

    private final FunctionIndex index;
    private final CatalogueOwner owner;
    private final Targets targets;
    private final FunctionChanges changes;
    private final CodeIntake intake;
    private final Settler settler;

    CreateFunction(
            FunctionIndex index,
            CatalogueOwner owner,
            Targets targets,
            FunctionChanges changes,
            CodeIntake intake,
            Settler settler) {
        this.index = index;
        this.owner = owner;
        this.targets = targets;
        this.changes = changes;
        this.intake = intake;
        this.settler = settler;
    }

    private record Created(Function function, FunctionConfiguration answer) {}

    @Override
    public WireAnswer run(ManagementCall call) {
        CreateFunctionRequest request = Operation.read(CreateFunctionRequest.class, call);
        RequestedSettings asked = RequestedSettings.of(request);
        FunctionRef ref = Targets.unqualified(request.functionName());
        checkModel(request, asked);
        FunctionId id = targets.id(ref);
        checkName(id.name());
        checkService(request, asked);
        requireNew(id);
        CodePackage code = intake.take(CodeSource.zip(request.code()));
        Settings settings =
                SettingsMerge.create(
                        asked,
                        Architectures.chosen(request.architecturesAsStrings(), "x86_64"),
                        code);
        boolean publish = Boolean.TRUE.equals(request.publish());
        Created created = owner.decide(() -> create(id, settings, request.tags(), publish));
        settler.settle(created.function());
        return RestJson.write(created.answer(), CREATED);
    }

    /** Names in other requests may be longer and have dots: there just is no such function. */
    private static void checkName(String name) {
        new Violations().pattern("functionName", name, NAME).throwIfAny();
        if (name.length() > MAX_NAME_LENGTH) {
            throw Refusals.invalid(
                    "1 validation error detected: Value '%s' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to %d"
                            .formatted(name, MAX_NAME_LENGTH));
        }
    }

    private static void checkModel(CreateFunctionRequest request, RequestedSettings asked) {
        Violations violations =
                new Violations()
                        .required("role", request.role())
                        .required("code", request.code())
                        .oneOf(
                                "packageType",
                                request.packageTypeAsString(),
                                List.of("Image", "Zip"));
        Architectures.collect(request.architecturesAsStrings(), violations);
        Constraints.collect(asked, violations);
        TagRules.collect(request.tags(), violations);
        violations.throwIfAny();
    }

    private static void checkService(CreateFunctionRequest request, RequestedSettings asked) {
        CodeSource.requireZip(request);
        if (asked.runtime() == null || asked.handler() == null) {
            throw Refusals.invalid(
                    "Runtime and Handler are mandatory parameters for functions created with deployment packages.");
        }
        Constraints.check(asked, "CreateFunction");
        TagRules.check(request.tags());
    }

    private Decision<Created> create(
            FunctionId id, Settings settings, Map<String, String> tags, boolean publish) {
        requireNew(id);
        Function function =
                new Function(
                        id,
                        hostUid(),
                        changes.revision(settings),
                        new Phase.Creating(),
                        0,
                        tags,
                        OptionalInt.empty(),
                        false,
                        UnknownFields.NONE);
        FunctionConfiguration.Builder answer = ConfigurationView.latest(function);
        if (!publish) {
            return Decision.of(new Created(function, answer.build()), new FunctionStored(function));
        }
        FunctionChanges.Published published = changes.publish(function, Map.of(), null);
        return new Decision<>(
                published.records(),
                // As AWS answers: the version's number beside the unqualified ARN.
                new Created(
                        published.function(), answer.version(published.version().name()).build()));
    }

    private void requireNew(FunctionId id) {
        if (index.find(id).isPresent()) {
            throw new ApiException(
                    ErrorCode.RESOURCE_CONFLICT, "Function already exist: " + id.name());
        }
    }

    private int hostUid() {
        OptionalInt uid = index.freeHostUid();
        if (uid.isEmpty() || index.size() >= MAX_FUNCTIONS) {
            throw new ApiException(
                    ErrorCode.CODE_STORAGE_EXCEEDED,
                    "This server holds %d functions, the most it can.".formatted(index.size()));
        }
        return uid.getAsInt();
    }
}
