package dev.hearth.control.catalogue;

import dev.hearth.api.events.AsyncPolicy;
import dev.hearth.api.function.EnvironmentKey;
import dev.hearth.api.function.FunctionConfig;
import dev.hearth.api.function.FunctionVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A function with its versions and what is said of their events; and what each qualifier resolves
 * to, made ready for the invoke path.
 */
public final class Catalogued {
    private final Function function;
    private final NavigableMap<Integer, PublishedVersion> versions;
    private final NavigableMap<String, EventInvokeConfig> eventInvokes;
    private final Map<String, FunctionConfig> invocable;
    private final Map<String, AsyncPolicy> policies;

    private Catalogued(
            Function function,
            NavigableMap<Integer, PublishedVersion> versions,
            NavigableMap<String, EventInvokeConfig> eventInvokes) {
        this.function = function;
        this.versions = versions;
        this.eventInvokes = eventInvokes;
        this.invocable = invocable(function, versions);
        this.policies = Policies.of(this);
    }

    static Catalogued of(Function function) {
        return new Catalogued(function, new TreeMap<>(), new TreeMap<>());
    }

    public Function function() {
        return function;
    }

    /** By number, lowest first. */
    public NavigableMap<Integer, PublishedVersion> versions() {
        return Collections.unmodifiableNavigableMap(versions);
    }

    /** A version by its number as text. */
    public Optional<PublishedVersion> version(String name) {
        return versions.values().stream().filter(v -> v.name().equals(name)).findAny();
    }

    /** Whether there is such a version. */
    public boolean has(String version) {
        return invocable.containsKey(version);
    }

    /** What invokes of {@code $LATEST} or a version number run. */
    public Optional<FunctionConfig> config(String version) {
        return Optional.ofNullable(invocable.get(version));
    }

    /** By qualifier, those that have one. */
    public NavigableMap<String, EventInvokeConfig> eventInvokes() {
        return Collections.unmodifiableNavigableMap(eventInvokes);
    }

    /** What becomes of events for {@code $LATEST} or a version number. */
    public Optional<AsyncPolicy> policy(String version) {
        return Optional.ofNullable(policies.get(version));
    }

    Catalogued with(Function changed) {
        return new Catalogued(changed, versions, eventInvokes);
    }

    Catalogued with(PublishedVersion version) {
        NavigableMap<Integer, PublishedVersion> more = new TreeMap<>(versions);
        more.put(version.number(), version);
        return new Catalogued(function, more, eventInvokes);
    }

    Catalogued without(int number) {
        NavigableMap<Integer, PublishedVersion> fewer = new TreeMap<>(versions);
        fewer.remove(number);
        return new Catalogued(function, fewer, eventInvokes);
    }

    Catalogued with(String qualifier, EventInvokeConfig config) {
        NavigableMap<String, EventInvokeConfig> more = new TreeMap<>(eventInvokes);
        more.put(qualifier, config);
        return new Catalogued(function, versions, more);
    }

    Catalogued withoutEventInvoke(String qualifier) {
        NavigableMap<String, EventInvokeConfig> fewer = new TreeMap<>(eventInvokes);
        fewer.remove(qualifier);
        return new Catalogued(function, versions, fewer);
    }

    /** Every package that something of this function still needs, one for each revision. */
    List<CodePackage> packages() {
        List<CodePackage> packages = new ArrayList<>();
        packages.add(function.latest().settings().code());
        if (function.phase() instanceof Phase.Updating(Revision served)) {
            packages.add(served.settings().code());
        }
        versions.values().forEach(v -> packages.add(v.revision().settings().code()));
        return packages;
    }

    private static Map<String, FunctionConfig> invocable(
            Function function, NavigableMap<Integer, PublishedVersion> versions) {
        Map<String, FunctionConfig> configs = new HashMap<>();
        configs.put(
                FunctionVersion.LATEST,
                config(function, FunctionVersion.LATEST, function.served()));
        versions.values()
                .forEach(v -> configs.put(v.name(), config(function, v.name(), v.revision())));
        return configs;
    }

    private static FunctionConfig config(Function function, String version, Revision revision) {
        Settings settings = revision.settings();
        return new FunctionConfig(
                new EnvironmentKey(
                        new FunctionVersion(function.id(), version), revision.generation()),
                settings.runtime(),
                settings.handler(),
                settings.architecture(),
                settings.memoryMb(),
                settings.timeout(),
                settings.ephemeralStorageMb(),
                settings.environment().orElse(Map.of()),
                settings.code().blob(),
                settings.code().size(),
                function.hostUid(),
                settings.logging().group().orElse("/aws/lambda/" + function.id().name()),
                settings.logging().json(),
                Optional.of(settings.role()));
    }
}
