package dev.hearth.control.journal;

import dev.hearth.control.catalogue.CodePackage;
import dev.hearth.control.catalogue.Logging;
import dev.hearth.control.catalogue.Revision;
import dev.hearth.control.catalogue.Settings;
import dev.hearth.control.catalogue.Vpc;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A revision and its settings as members of a record. */
final class SettingsCodec {
    private SettingsCodec() {}

    static void write(Revision revision, Fields to) {
        to.put("generation", revision.generation());
        to.put("lastModifiedMillis", revision.lastModified().toEpochMilli());
        to.put("revisionId", revision.revisionId());
        write(revision.settings(), to.within("settings"));
    }

    static Revision readRevision(Fields from) {
        return new Revision(
                readSettings(from.object("settings")),
                from.longNumber("generation"),
                Instant.ofEpochMilli(from.longNumber("lastModifiedMillis")),
                from.text("revisionId"));
    }

    private static void write(Settings settings, Fields to) {
        to.put("runtime", settings.runtime());
        to.put("handler", settings.handler());
        to.put("role", settings.role());
        to.put("description", settings.description());
        to.put("timeoutSeconds", settings.timeout().toSeconds());
        to.put("memoryMb", settings.memoryMb());
        to.put("ephemeralStorageMb", settings.ephemeralStorageMb());
        settings.environment()
                .ifPresentOrElse(
                        map -> to.putMap("environment", map), () -> to.remove("environment"));
        to.put("architecture", settings.architecture());
        to.put("tracing", settings.tracing());
        to.put("snapStart", settings.snapStart());
        write(settings.logging(), to.within("logging"));
        to.putText("deadLetterTarget", settings.deadLetterTarget());
        to.putText("kmsKey", settings.kmsKey());
        settings.vpc().ifPresentOrElse(vpc -> write(vpc, to), () -> to.remove("vpc"));
        Fields code = to.within("code");
        code.put("blob", settings.code().blob());
        code.put("size", settings.code().size());
    }

    private static Settings readSettings(Fields from) {
        Fields code = from.object("code");
        return new Settings(
                from.text("runtime"),
                from.text("handler"),
                from.text("role"),
                from.text("description"),
                Duration.ofSeconds(from.longNumber("timeoutSeconds")),
                from.number("memoryMb"),
                from.number("ephemeralStorageMb"),
                from.has("environment") ? Optional.of(from.map("environment")) : Optional.empty(),
                from.text("architecture"),
                from.text("tracing"),
                from.text("snapStart"),
                readLogging(from.object("logging")),
                from.optionalText("deadLetterTarget"),
                from.optionalText("kmsKey"),
                from.has("vpc") ? Optional.of(readVpc(from.object("vpc"))) : Optional.empty(),
                new CodePackage(code.text("blob"), code.longNumber("size")));
    }

    private static void write(Logging logging, Fields to) {
        to.put("format", logging.format());
        to.putText("applicationLevel", logging.applicationLevel());
        to.putText("systemLevel", logging.systemLevel());
        to.putText("group", logging.group());
    }

    private static Logging readLogging(Fields from) {
        return new Logging(
                from.text("format"),
                from.optionalText("applicationLevel"),
                from.optionalText("systemLevel"),
                from.optionalText("group"));
    }

    private static void write(Vpc vpc, Fields to) {
        Fields within = to.within("vpc");
        within.putTexts("subnets", vpc.subnets());
        within.putTexts("securityGroups", vpc.securityGroups());
        within.put("ipv6", vpc.ipv6());
    }

    private static Vpc readVpc(Fields from) {
        return new Vpc(from.texts("subnets"), from.texts("securityGroups"), from.flag("ipv6"));
    }
}
