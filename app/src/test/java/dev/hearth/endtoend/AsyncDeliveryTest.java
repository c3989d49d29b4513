package dev.hearth.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.pekko.http.scaladsl.Http;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * AWS's own clients, this server, and queues of ElasticMQ: what is sent arrives where it should.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsyncDeliveryTest {
    private static final Path TESTS = Path.of("src/test").toAbsolutePath();
    private static final String CODE =
            """
            def handler(event, context):
                for record in event.get("Records", []):
                    print("record", record["body"])
                if event.get("fail"):
                    raise Exception("no")
                return {"did": event} if "n" in event else None
            """;

    private final SQSRestServer queues =
            SQSRestServerBuilder.withDynamicPort().withInterface("127.0.0.1").start();
    private HearthScript server;

    @TempDir Path work;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        server = HearthScript.up(data.resolve("data"), "--aws-endpoint", queuesEndpoint());
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        queues.stopAndWait();
    }

    @Test
    void awsCli() throws IOException {
        scenario("async-cli", TESTS.resolve("shell/aws-cli-async-delivery"));
    }

    @Test
    void boto3() throws IOException {
        scenario("async-boto3", "/usr/bin/python3", TESTS.resolve("python/async_delivery.py"));
    }

    private void scenario(String name, Object... program) throws IOException {
        Path zip =
                Files.write(
                        work.resolve("app.zip"), Zip.of(Map.of("app.py", CODE.getBytes(UTF_8))));
        Object[] command = new Object[program.length + 5];
        System.arraycopy(program, 0, command, 0, program.length);
        Object[] arguments = {
            server.endpoint(), queuesEndpoint(), name, RunningHearth.runtime(Language.PYTHON), zip
        };
        System.arraycopy(arguments, 0, command, program.length, arguments.length);
        Program.run(command).succeeded();
    }

    private String queuesEndpoint() {
        Http.ServerBinding binding = queues.waitUntilStarted();
        return "http://127.0.0.1:" + binding.localAddress().getPort();
    }
}
