package dev.hearth.control.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.Mapping;
import dev.hearth.control.catalogue.MappingSettings;
import dev.hearth.control.catalogue.MappingState;
import dev.hearth.control.catalogue.UnknownFields;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MappingCodecTest {
    private static final FunctionId F = new FunctionId("000000000000", "us-east-1", "f");

    @Test
    void readsAndWritesVersion1() throws IOException {
        Mapping mapping =
                new Mapping(
                        "11111111-2222-4333-8444-555555555555",
                        "arn:aws:sqs:us-east-1:000000000000:q",
                        new MappingSettings(
                                F,
                                Optional.of("7"),
                                true,
                                100,
                                Duration.ofSeconds(5),
                                OptionalInt.of(20),
                                List.of("{\"body\":{\"kind\":[\"a\"]}}"),
                                true,
                                List.of(),
                                Optional.empty()),
                        MappingState.UPDATING,
                        4_294_967_298L,
                        Instant.parse("2026-01-02T03:04:05.678Z"),
                        Map.of("k", "v"),
                        UnknownFields.NONE);

        assertEquals(mapping, MappingCodec.decode(golden()));
        assertEquals(Envelope.object(golden()), Envelope.object(MappingCodec.encode(mapping)));
    }

    @ParameterizedTest
    @EnumSource(MappingState.class)
    void writesTheLeastAndReadsItBack(MappingState state) {
        Mapping least =
                new Mapping(
                        "u",
                        "arn:aws:sqs:us-east-1:000000000000:q",
                        new MappingSettings(
                                F,
                                Optional.empty(),
                                false,
                                1,
                                Duration.ZERO,
                                OptionalInt.empty(),
                                List.of(),
                                false,
                                List.of(),
                                Optional.empty()),
                        state,
                        1,
                        Instant.EPOCH,
                        Map.of(),
                        UnknownFields.NONE);

        Mapping read = MappingCodec.decode(MappingCodec.encode(least));

        assertEquals(least, read);
        assertSame(UnknownFields.NONE, read.unknown());
    }

    @Test
    void writesAndReadsWhatVersion1DidNotHaveAtFirst() throws IOException {
        String more =
                new String(golden(), UTF_8)
                        .replace(
                                "\"batchSize\"",
                                "\"metrics\": [\"EventCount\"], \"kmsKey\": \"arn:aws:kms:k\", \"batchSize\"");

        Mapping read = MappingCodec.decode(more.getBytes(UTF_8));

        assertEquals(List.of("EventCount"), read.settings().metrics());
        assertEquals(Optional.of("arn:aws:kms:k"), read.settings().kmsKey());
        assertSame(UnknownFields.NONE, read.unknown());
        assertEquals(read, MappingCodec.decode(MappingCodec.encode(read)));
    }

    @Test
    void keepsWhatANewerVersionAdded() throws IOException {
        String newer =
                new String(golden(), UTF_8)
                        .replace("\"state\"", "\"colour\": \"red\", \"state\"")
                        .replace("\"batchSize\"", "\"weight\": 3, \"batchSize\"");

        Mapping read = MappingCodec.decode(newer.getBytes(UTF_8));
        var written = Envelope.object(MappingCodec.encode(read.withTags(Map.of())));

        assertEquals("red", written.get("colour").stringValue());
        assertEquals(3, written.get("settings").get("weight").intValue());
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        String golden = new String(golden(), UTF_8);
        for (String broken :
                List.of(
                        golden.replace("\"v\": 1", "\"v\": 2"),
                        golden.replace("\"Updating\"", "\"Resting\""),
                        golden.replace("\"batchSize\": 100,", ""))) {
            assertThrows(
                    UnreadableRecordException.class,
                    () -> MappingCodec.decode(broken.getBytes(UTF_8)),
                    broken);
        }
    }

    private static byte[] golden() throws IOException {
        try (InputStream in =
                MappingCodecTest.class.getResourceAsStream("event-source-mapping-1.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
