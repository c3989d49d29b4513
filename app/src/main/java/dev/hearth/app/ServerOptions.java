package dev.hearth.app;

import dev.hearth.api.worker.WorkerId;
import dev.hearth.control.ControlConfig;
import dev.hearth.events.EventsConfig;
import dev.hearth.events.destination.AwsAccess;
import dev.hearth.foundation.http.HttpLimits;
import dev.hearth.frontend.FrontendConfig;
import dev.hearth.worker.WorkerConfig;
import dev.hearth.worker.code.CodeLimits;
import dev.hearth.worker.environment.EnvironmentSettings;
import dev.hearth.worker.runtime.RuntimeFallback;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a server is told when it starts.
 *
 * @param host address to bind
 * @param port 0 for any that is free
 * @param data folder that holds all it remembers
 * @param account twelve digits
 * @param sandbox how functions are kept apart
 * @param credentials the only ones accepted; empty accepts any, which is for loopback only
 * @param hosts names, beside loopback's own, under which an open server may be called
 * @param runtimeFallback what to do for a runtime version that this host lacks
 * @param freeze whether idle environments are frozen, where the backend can
 * @param elsewhere the services it uses that are not in this process
 */
public record ServerOptions(
        String host,
        int port,
        Path data,
        String account,
        String region,
        SandboxChoice sandbox,
        Optional<Credentials> credentials,
        Set<String> hosts,
        RuntimeFallback runtimeFallback,
        boolean freeze,
        Elsewhere elsewhere) {

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 4566;
    public static final String DEFAULT_ACCOUNT = "000000000000";
    public static final String DEFAULT_REGION = "us-east-1";

    public ServerOptions {
        if (!account.matches("\\d{12}")) {
            throw new Refusal(account + " is no AWS account id.", "Give twelve digits.");
        }
        if (!region.matches("[a-z]{2}(-[a-z]+)+-\\d")) {
            throw new Refusal(region + " is no AWS Region.", "Give one such as us-east-1.");
        }
    }

    ControlConfig control() {
        return new ControlConfig(
                account,
                region,
                ControlConfig.DEFAULT.concurrency(),
                ControlConfig.DEFAULT.settling());
    }

    EventsConfig events(String self, int processors) {
        return new EventsConfig(
                self,
                data,
                elsewhere.broker(),
                new AwsAccess(
                        region,
                        elsewhere.awsEndpoints(),
                        elsewhere
                                .credentials()
                                .map(c -> new AwsAccess.Key(c.accessKeyId(), c.secretAccessKey()))),
                processors);
    }

    FrontendConfig frontend() {
        Map<String, String> secrets =
                credentials.map(c -> Map.of(c.accessKeyId(), c.secretAccessKey())).orElse(Map.of());
        return new FrontendConfig(account, region, hosts, secrets);
    }

    WorkerConfig worker(WorkerId id, URI endpoint, HttpLimits sandboxLimits) {
        return new WorkerConfig(
                id,
                data,
                HostMemory.forFunctionsMb(),
                endpoint.toString(),
                sandboxLimits,
                freeze ? EnvironmentSettings.DEFAULT : EnvironmentSettings.NEVER_FROZEN,
                CodeLimits.DEFAULT);
    }

    /** How functions are kept apart. */
    public enum SandboxChoice {
        /** Namespaces where this machine allows them, else plain processes. */
        AUTO,
        NAMESPACE,
        PROCESS
    }

    /**
     * Services that are not in this process.
     *
     * @param broker URL of the broker that queues events; empty embeds one
     * @param awsEndpoints of SQS, SNS, EventBridge and S3, by their names in ARNs; AWS itself where
     *     there is none
     * @param credentials for them; none for what the AWS SDK finds by itself
     */
    public record Elsewhere(
            Optional<String> broker,
            Map<String, URI> awsEndpoints,
            Optional<Credentials> credentials) {
        public static final Elsewhere NOTHING =
                new Elsewhere(Optional.empty(), Map.of(), Optional.empty());
    }

    /** An access key and its secret, which {@code toString} never shows. */
    public record Credentials(String accessKeyId, String secretAccessKey) {
        @Override
        public String toString() {
            return "Credentials[" + accessKeyId + "]";
        }
    }
}
