package dev.hearth.control.operation;

import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionVersion;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.Logging;
import dev.hearth.control.catalogue.Phase;
import dev.hearth.control.catalogue.PublishedVersion;
import dev.hearth.control.catalogue.Revision;
import dev.hearth.control.catalogue.Settings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.SnapStartOptimizationStatus;
import software.amazon.awssdk.services.lambda.model.State;
import software.amazon.awssdk.services.lambda.model.StateReasonCode;

/**
 * A function or version as AWS shows it. Which members a listing leaves out, and which ARN carries
 * a qualifier, is as observed from AWS.
 */
final class ConfigurationView {
    private static final String BEING_CREATED = "The function is being created.";
    private static final DateTimeFormatter LAST_MODIFIED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private ConfigurationView() {}

    /** {@code $LATEST}, its ARN without a qualifier. */
    static FunctionConfiguration.Builder latest(Function function) {
        return withState(
                settings(function.id(), FunctionVersion.LATEST, function.latest())
                        .functionArn(function.id().arn()),
                function.latest(),
                function);
    }

    static FunctionConfiguration.Builder version(Function function, PublishedVersion version) {
        return withState(
                settings(function.id(), version.name(), version.revision()),
                version.revision(),
                // A version is made whole; only its function's creation can still be under way.
                function.phase() instanceof Phase.Creating
                        ? function
                        : function.with(function.latest(), new Phase.Settled()));
    }

    static FunctionConfiguration listedLatest(Function function) {
        return settings(function.id(), FunctionVersion.LATEST, function.latest())
                .functionArn(function.id().arn())
                .build();
    }

    static FunctionConfiguration listed(FunctionId id, String version, Revision revision) {
        return settings(id, version, revision).build();
    }

    static String lastModified(Instant moment) {
        return LAST_MODIFIED.format(moment);
    }

    private static FunctionConfiguration.Builder settings(
            FunctionId id, String version, Revision revision) {
        Settings settings = revision.settings();
        FunctionConfiguration.Builder view =
                FunctionConfiguration.builder()
                        .functionName(id.name())
                        .functionArn(id.arn(version))
                        .version(version)
                        .runtime(settings.runtime())
                        .handler(settings.handler())
                        .role(settings.role())
                        .description(settings.description())
                        .timeout((int) settings.timeout().toSeconds())
                        .memorySize(settings.memoryMb())
                        .ephemeralStorage(e -> e.size(settings.ephemeralStorageMb()))
                        .architecturesWithStrings(settings.architecture())
                        .packageType(PackageType.ZIP)
                        .codeSize(settings.code().size())
                        .codeSha256(settings.code().sha256())
                        .lastModified(lastModified(revision.lastModified()))
                        .revisionId(revision.revisionId())
                        .tracingConfig(t -> t.mode(settings.tracing()))
                        .snapStart(s ->
                                s.applyOn(settings.snapStart())
                                        .optimizationStatus(SnapStartOptimizationStatus.OFF))
                        .loggingConfig(l ->
                                l.logFormat(settings.logging().format())
                                        .applicationLogLevel(
                                                settings.logging().applicationLevel().orElse(null))
                                        .systemLogLevel(
                                                settings.logging().systemLevel().orElse(null))
                                        .logGroup(logGroup(id, settings.logging())));
        settings.environment().ifPresent(map -> view.environment(e -> e.variables(map)));
        settings.deadLetterTarget().ifPresent(arn -> view.deadLetterConfig(d -> d.targetArn(arn)));
        settings.kmsKey().ifPresent(view::kmsKeyArn);
        settings.vpc()
                .ifPresent(vpc ->
                        view.vpcConfig(v ->
                                v.subnetIds(vpc.subnets())
                                        .securityGroupIds(vpc.securityGroups())
                                        .ipv6AllowedForDualStack(vpc.ipv6())
                                        .vpcId("")));
        return view;
    }

    private static FunctionConfiguration.Builder withState(
            FunctionConfiguration.Builder view, Revision revision, Function function) {
        String runtime = revision.settings().runtime();
        view.runtimeVersionConfig(
                r -> r.runtimeVersionArn(runtimeVersionArn(function.id(), runtime)));
        return switch (function.phase()) {
            case Phase.Creating _ ->
                    view.state(State.PENDING)
                            .stateReason(BEING_CREATED)
                            .stateReasonCode(StateReasonCode.CREATING);
            case Phase.Updating _ ->
                    view.state(State.ACTIVE)
                            .lastUpdateStatus(LastUpdateStatus.IN_PROGRESS)
                            .lastUpdateStatusReason(BEING_CREATED)
                            // The model's enumeration lacks what AWS sends here.
                            .lastUpdateStatusReasonCode("Creating");
            case Phase.Settled _ ->
                    view.state(State.ACTIVE).lastUpdateStatus(LastUpdateStatus.SUCCESSFUL);
        };
    }

    private static String logGroup(FunctionId id, Logging logging) {
        return logging.group().orElse("/aws/lambda/" + id.name());
    }

    /** Of the form AWS prints; the same for one runtime always. */
    static String runtimeVersionArn(FunctionId id, String runtime) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(runtime.getBytes(StandardCharsets.UTF_8));
            return "arn:aws:lambda:%s::runtime:%s"
                    .formatted(id.region(), HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
