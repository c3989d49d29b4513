package dev.hearth.control.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.api.function.FunctionId;
import dev.hearth.control.catalogue.CatalogueRecord.EventInvokeStored;
import dev.hearth.control.catalogue.EventInvokeConfig;
import dev.hearth.control.catalogue.UnknownFields;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class EventInvokeCodecTest {
    private static final FunctionId F = new FunctionId("000000000000", "us-east-1", "f");

    @Test
    void readsAndWritesVersion1() throws IOException {
        byte[] golden = golden();
        EventInvokeStored stored =
                new EventInvokeStored(
                        F,
                        "$LATEST",
                        new EventInvokeConfig(
                                OptionalInt.of(1),
                                OptionalInt.of(3_600),
                                Optional.of("arn:aws:sqs:us-east-1:000000000000:done"),
                                Optional.of("arn:aws:s3:::failed"),
                                Instant.parse("2026-01-02T03:04:05.678Z"),
                                UnknownFields.NONE));

        assertEquals(stored, EventInvokeCodec.decode(golden));
        assertEquals(Envelope.object(golden), Envelope.object(EventInvokeCodec.encode(stored)));
    }

    @Test
    void writesTheLeastAndReadsItBack() {
        EventInvokeStored least =
                new EventInvokeStored(
                        F,
                        "1",
                        new EventInvokeConfig(
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Instant.EPOCH,
                                UnknownFields.NONE));

        EventInvokeStored read = EventInvokeCodec.decode(EventInvokeCodec.encode(least));

        assertEquals(least, read);
        assertSame(UnknownFields.NONE, read.value().unknown());
    }

    @Test
    void keepsWhatANewerVersionAdded() throws IOException {
        String newer =
                new String(golden(), UTF_8).replace("\"name\"", "\"colour\": \"red\", \"name\"");

        EventInvokeStored read = EventInvokeCodec.decode(newer.getBytes(UTF_8));

        assertEquals(
                "red", Envelope.object(EventInvokeCodec.encode(read)).get("colour").stringValue());
    }

    @Test
    void refusesANewerEncoding() throws IOException {
        String newer = new String(golden(), UTF_8).replace("\"v\": 1", "\"v\": 2");

        assertThrows(
                UnreadableRecordException.class,
                () -> EventInvokeCodec.decode(newer.getBytes(UTF_8)));
    }

    private static byte[] golden() throws IOException {
        try (InputStream in =
                EventInvokeCodecTest.class.getResourceAsStream("event-invoke-1.json")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }
}
