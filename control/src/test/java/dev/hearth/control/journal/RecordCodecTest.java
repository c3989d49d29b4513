package dev.hearth.control.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.CodePackage;
import dev.hearth.control.catalogue.Function;
import dev.hearth.control.catalogue.Logging;
import dev.hearth.control.catalogue.Phase;
import dev.hearth.control.catalogue.PublishedVersion;
import dev.hearth.control.catalogue.Revision;
import dev.hearth.control.catalogue.Settings;
import dev.hearth.control.catalogue.UnknownFields;
import dev.hearth.control.catalogue.Vpc;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden files are what released versions wrote: they are never changed, only added to. */
final class RecordCodecTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void readsAndWritesTheFunctionsOfVersion1() throws IOException {
        byte[] golden = golden("function-1.json");

        Function read = RecordCodec.decodeFunction(golden);

        assertEquals(function(), read);
        assertEquals(json(golden), json(RecordCodec.encode(function())));
    }

    @Test
    void readsAndWritesTheVersionsOfVersion1() throws IOException {
        byte[] golden = golden("version-1.json");
        PublishedVersion version = new PublishedVersion(7, revision("c", 42));

        assertEquals(version, RecordCodec.decodeVersion(golden));
        assertEquals(json(golden), json(RecordCodec.encode(version)));
    }

    @Test
    void writesTheLeastAndReadsItBack() {
        Settings plain =
                new Settings(
                        "provided.al2023",
                        "bootstrap",
                        "arn:aws:iam::000000000000:role/r",
                        "",
                        Duration.ofSeconds(3),
                        128,
                        512,
                        Optional.empty(),
                        "arm64",
                        "PassThrough",
                        "None",
                        Logging.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new CodePackage("d".repeat(64), 1));
        for (Phase phase : List.of(new Phase.Creating(), new Phase.Settled())) {
            Function function =
                    new Function(
                            new FunctionId("000000000000", "us-east-1", "g"),
                            100_001,
                            new Revision(plain, 1, Instant.EPOCH, "r"),
                            phase,
                            0,
                            Map.of(),
                            OptionalInt.empty(),
                            false,
                            UnknownFields.NONE);

            Function read = RecordCodec.decodeFunction(RecordCodec.encode(function));

            assertEquals(function, read);
            assertSame(UnknownFields.NONE, read.unknown());
        }
    }

    @Test
    void keepsWhatANewerVersionAdded() throws IOException {
        String newer =
                new String(golden("function-1.json"), UTF_8)
                        .replace("\"hostUid\"", "\"colour\": \"red\", \"hostUid\"")
                        .replace("\"runtime\"", "\"layers\": [\"one\"], \"runtime\"");

        Function read = RecordCodec.decodeFunction(newer.getBytes(UTF_8));
        JsonNode written = json(RecordCodec.encode(read.withTags(Map.of("changed", "yes"))));

        assertEquals("red", written.get("colour").stringValue());
        assertEquals(
                "one", written.get("latest").get("settings").get("layers").get(0).stringValue());
        assertEquals("yes", written.get("tags").get("changed").stringValue());
        assertTrue(!written.get("tags").has("k"), "a removed tag came back");
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        String golden = new String(golden("function-1.json"), UTF_8);
        for (String broken :
                List.of(
                        "",
                        "[]",
                        golden.substring(0, 100),
                        golden.replace("\"v\": 1", "\"v\": 2"),
                        golden.replace("\"function\"", "\"alias\""),
                        golden.replace("\"updating\"", "\"resting\""),
                        golden.replace("\"hostUid\": 100000", "\"hostUid\": \"x\""),
                        golden.replace("\"hostUid\": 100000,", ""))) {
            assertThrows(
                    UnreadableRecordException.class,
                    () -> RecordCodec.decodeFunction(broken.getBytes(UTF_8)),
                    broken);
        }
    }

    private static Function function() {
        return new Function(
                new FunctionId("000000000000", "us-east-1", "f"),
                100_000,
                revision("a", 4_294_967_298L),
                new Phase.Updating(revision("b", 4_294_967_297L)),
                7,
                Map.of("k", "v"),
                OptionalInt.of(10),
                false,
                UnknownFields.NONE);
    }

    private static Revision revision(String hexDigit, long generation) {
        return new Revision(
                new Settings(
                        "python3.13",
                        "index.handler",
                        "arn:aws:iam::000000000000:role/r",
                        "what it does",
                        Duration.ofSeconds(30),
                        256,
                        1024,
                        Optional.of(Map.of("KEY", "välue")),
                        "x86_64",
                        "Active",
                        "PublishedVersions",
                        new Logging(
                                "JSON",
                                Optional.of("DEBUG"),
                                Optional.of("WARN"),
                                Optional.of("g")),
                        Optional.of("arn:aws:sqs:us-east-1:000000000000:q"),
                        Optional.of("arn:aws:kms:us-east-1:000000000000:key/k"),
                        Optional.of(new Vpc(List.of("subnet-1"), List.of("sg-1"), true)),
                        new CodePackage(hexDigit.repeat(64), 12_345)),
                generation,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                "revision-" + hexDigit);
    }

    private static JsonNode json(byte[] text) {
        return JSON.readTree(text);
    }

    private static byte[] golden(String name) throws IOException {
        try (InputStream in = RecordCodecTest.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }
}
