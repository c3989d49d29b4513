package dev.hearth.app.cli;

import dev.hearth.app.ServerOptions;
import dev.hearth.app.ServerOptions.SandboxChoice;
import dev.hearth.worker.runtime.RuntimeFallback;
import java.nio.file.Path;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of a server, for the commands that may start one. */
final class ServerFlags {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:HEARTH_DATA:-.hearth}",
            description =
                    "Where the server keeps all it remembers (${DEFAULT-VALUE}); also HEARTH_DATA.")
    private Path data = Path.of(".hearth");

    @Option(
            names = "--account",
            paramLabel = "ID",
            defaultValue = ServerOptions.DEFAULT_ACCOUNT,
            description = "The AWS account it stands for (${DEFAULT-VALUE}).")
    private String account = "";

    @Option(
            names = "--region",
            defaultValue = "${env:AWS_REGION:-" + ServerOptions.DEFAULT_REGION + "}",
            description = "The AWS Region it stands for (${DEFAULT-VALUE}); also AWS_REGION.")
    private String region = "";

    @Option(
            names = "--sandbox",
            paramLabel = "auto|namespace|process",
            defaultValue = "auto",
            description = {
                "How functions are kept apart (${DEFAULT-VALUE}): in Linux namespaces, which needs root,"
                        + " or not at all, as plain processes."
            })
    private SandboxChoice sandbox = SandboxChoice.AUTO;

    @Option(
            names = "--runtime-fallback",
            paramLabel = "none|nearest",
            defaultValue = "none",
            description =
                    "What to do for a runtime version that is not installed (${DEFAULT-VALUE}):"
                            + " refuse, or run the function on the nearest there is.")
    private RuntimeFallback runtimeFallback = RuntimeFallback.NONE;

    @Option(
            names = "--no-freeze",
            description =
                    "Never freeze idle functions: what they left running goes on between invokes,"
                            + " which Lambda does not allow.")
    private boolean noFreeze;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description =
                    "Another name under which the server may be called, beside localhost; may be given again.")
    private Set<String> hosts = Set.of();

    @Option(
            names = "--queue",
            paramLabel = "tcp://HOST:PORT",
            defaultValue = "${env:HEARTH_QUEUE:-}",
            description = {
                "An Apache Artemis broker to queue events of invocation type Event, instead of the"
                        + " one inside the server; also HEARTH_QUEUE."
            })
    private String queue = "";

    @Option(
            names = "--aws-endpoint",
            paramLabel = "URL",
            defaultValue = "${env:HEARTH_AWS_ENDPOINT:-}",
            description = {
                "Where SQS, SNS, EventBridge and S3 are, for destinations and event sources (AWS"
                        + " itself); also HEARTH_AWS_ENDPOINT, and for one of them AWS_ENDPOINT_URL_SQS,"
                        + " _SNS, _EVENTBRIDGE or _S3."
            })
    private String awsEndpoint = "";

    Path data() {
        return data.toAbsolutePath().normalize();
    }

    ServerOptions options(String host, int port) {
        return new ServerOptions(
                host,
                port,
                data(),
                account,
                region,
                sandbox,
                ConfiguredCredentials.read(System.getenv()),
                hosts,
                runtimeFallback,
                !noFreeze,
                new ServicesElsewhere(queue, awsEndpoint, System.getenv()).read());
    }
}
