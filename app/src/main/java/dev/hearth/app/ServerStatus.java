package dev.hearth.app;

import dev.hearth.api.assignment.EnvironmentView;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a server is and does at one moment. */
public record ServerStatus(
        String version,
        URI endpoint,
        Path data,
        String account,
        String region,
        String sandbox,
        List<RuntimeOffer> runtimes,
        List<EnvironmentView> environments,
        Instant started,
        Instant now) {

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A runtime that this host can run.
     *
     * @param name AWS's, such as {@code python3.11}
     * @param version what runs it, such as {@code python:3.11.2}
     */
    public record RuntimeOffer(String name, String version) {}

    public ObjectNode toJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", version);
        json.put("endpoint", endpoint.toString());
        json.put("data", data.toString());
        json.put("account", account);
        json.put("region", region);
        json.put("sandbox", sandbox);
        json.put("uptimeMs", Duration.between(started, now).toMillis());
        var offers = json.putArray("runtimes");
        runtimes.forEach(r -> offers.addObject().put("name", r.name()).put("version", r.version()));
        var running = json.putArray("environments");
        for (EnvironmentView e : environments) {
            running.addObject()
                    .put("id", e.id().value())
                    .put("function", e.key().version().function().name())
                    .put("version", e.key().version().version())
                    .put("phase", e.phase().name().toLowerCase(Locale.ROOT))
                    .put("forMs", Duration.between(e.since(), now).toMillis());
        }
        return json;
    }
}
