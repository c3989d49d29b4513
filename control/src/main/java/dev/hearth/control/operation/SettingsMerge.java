package dev.hearth.control.operation;

import dev.hearth.api.error.ApiException;
import dev.hearth.control.catalogue.CodePackage;
import dev.hearth.control.catalogue.Logging;
import dev.hearth.control.catalogue.Settings;
import dev.hearth.control.catalogue.Vpc;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.VpcConfig;

/** Lays checked members over settings: what a request leaves out stays as it was. */
final class SettingsMerge {
    private static final String DEFAULT_LEVEL = "INFO";

    private SettingsMerge() {}

    /** AWS's defaults, for a request that has at least a role. */
    static Settings create(RequestedSettings asked, String architecture, CodePackage code) {
        return merge(
                new Settings(
                        "",
                        "",
                        "",
                        "",
                        Duration.ofSeconds(3),
                        128,
                        512,
                        Optional.empty(),
                        architecture,
                        "PassThrough",
                        "None",
                        Logging.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        code),
                asked);
    }

    static Settings merge(Settings before, RequestedSettings asked) {
        return new Settings(
                or(asked.runtime(), before.runtime()),
                or(asked.handler(), before.handler()),
                or(asked.role(), before.role()),
                or(asked.description(), before.description()),
                asked.timeout() == null ? before.timeout() : Duration.ofSeconds(asked.timeout()),
                or(asked.memorySize(), before.memoryMb()),
                or(asked.ephemeralStorage(), before.ephemeralStorageMb()),
                asked.environmentOr(before.environment()),
                before.architecture(),
                or(asked.tracingMode(), before.tracing()),
                or(asked.snapStart(), before.snapStart()),
                asked.logging() == null
                        ? before.logging()
                        : merge(before.logging(), asked.logging()),
                clearable(asked.deadLetterTarget(), before.deadLetterTarget()),
                clearable(asked.kmsKey(), before.kmsKey()),
                asked.vpc() == null ? before.vpc() : Optional.of(vpc(asked.vpc())),
                before.code());
    }

    /**
     * @throws ApiException when levels are asked for with the Text format
     */
    private static Logging merge(Logging before, LoggingConfig asked) {
        String format = or(asked.logFormatAsString(), before.format());
        Optional<String> group =
                asked.logGroup() == null ? before.group() : Optional.of(asked.logGroup());
        if (format.equals(Logging.JSON)) {
            return new Logging(
                    format,
                    level(asked.applicationLogLevelAsString(), before.applicationLevel()),
                    level(asked.systemLogLevelAsString(), before.systemLevel()),
                    group);
        }
        if (asked.applicationLogLevelAsString() != null || asked.systemLogLevelAsString() != null) {
            throw Refusals.invalid(
                    "ApplicationLogLevel and SystemLogLevel can only be set with the JSON log format.");
        }
        return new Logging(format, Optional.empty(), Optional.empty(), group);
    }

    private static Optional<String> level(@Nullable String asked, Optional<String> before) {
        return Optional.of(asked != null ? asked : before.orElse(DEFAULT_LEVEL));
    }

    private static Vpc vpc(VpcConfig asked) {
        return new Vpc(
                asked.subnetIds(),
                asked.securityGroupIds(),
                Objects.requireNonNullElse(asked.ipv6AllowedForDualStack(), false));
    }

    private static Optional<String> clearable(@Nullable String asked, Optional<String> before) {
        if (asked == null) {
            return before;
        }
        return asked.isEmpty() ? Optional.empty() : Optional.of(asked);
    }

    private static <T> T or(@Nullable T asked, T before) {
        return asked == null ? before : asked;
    }
}
