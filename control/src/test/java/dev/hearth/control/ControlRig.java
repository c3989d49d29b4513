package dev.hearth.control;

import dev.hearth.api.function.FunctionId;
import dev.hearth.api.function.FunctionRef;
import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.foundation.time.Timers;
import dev.hearth.state.blob.BlobStore;
import dev.hearth.state.zookeeper.EmbeddedZooKeeper;
import dev.hearth.state.zookeeper.ZooKeeperRecords;
import dev.hearth.state.zookeeper.ZooKeeperSecret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;

/** Control over a real store in a folder, and the real SDK client for it. */
final class ControlRig implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::000000000000:role/lambda";

    private static final ZooKeeperSecret SECRET = new ZooKeeperSecret(new byte[] {4, 2});
    private static final byte[] LINK_SECRET = {1, 2, 3};

    /** What the listener was told. */
    record Change(FunctionId function, long generation, boolean deleted) {}

    final List<Change> changes = new CopyOnWriteArrayList<>();
    final EmbeddedZooKeeper zooKeeper;
    final ZooKeeperRecords records;
    final BlobStore blobs;
    final Control control;
    final LambdaClient lambda;

    private ControlRig(Path folder, ControlConfig config, Clock clock, Timers timers)
            throws IOException {
        zooKeeper = EmbeddedZooKeeper.start(folder.resolve("state"), SECRET, (_, _) -> () -> {});
        records = ZooKeeperRecords.connect(zooKeeper.connectString(), SECRET);
        blobs = BlobStore.open(folder.resolve("blobs"), clock, Entropy.system());
        control =
                Control.open(
                        config,
                        records,
                        blobs,
                        LINK_SECRET,
                        clock,
                        Entropy.system(),
                        timers,
                        (function, generation, deleted) ->
                                changes.add(new Change(function, generation, deleted)));
        lambda = client(control);
    }

    static ControlRig open(Path folder) throws IOException {
        return open(folder, ControlConfig.DEFAULT, Clock.system(), (_, _) -> () -> {});
    }

    static ControlRig open(Path folder, ControlConfig config, Clock clock, Timers timers)
            throws IOException {
        return new ControlRig(folder, config, clock, timers);
    }

    static LambdaClient client(Control control) {
        return LambdaClient.builder()
                .httpClient(new InProcessHttp(control))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "s")))
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }

    static CreateFunctionRequest.Builder function(String name) {
        return CreateFunctionRequest.builder()
                .functionName(name)
                .runtime("python3.13")
                .handler("index.handler")
                .role(ROLE)
                .code(c -> c.zipFile(SdkBytes.fromByteArray(zip("v1"))));
    }

    static byte[] zip(String content) {
        return zip(Map.of("index.py", content));
    }

    static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Of tests with a time limit, which ends what never comes. */
    static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    static FunctionRef ref(String name) {
        return FunctionRef.parse(name, Optional.empty());
    }

    @Override
    public void close() {
        lambda.close();
        control.close();
        records.close();
        zooKeeper.close();
    }
}
