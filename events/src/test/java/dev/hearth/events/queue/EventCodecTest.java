package dev.hearth.events.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hearth.api.events.AsyncEvent;
import dev.hearth.api.invoke.Invoked;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class EventCodecTest {
    private static final QueuedEvent EVENT =
            new QueuedEvent(
                    new AsyncEvent(
                            "8f5e1a54-0001-4000-8000-000000000001",
                            Events.function("hello"),
                            Optional.of("live"),
                            "{\"k\":\"v\u00e9\"}".getBytes(StandardCharsets.UTF_8),
                            "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1",
                            Instant.parse("2026-11-21T04:24:14.123456789Z")),
                    3,
                    2,
                    1,
                    Instant.parse("2026-11-21T04:25:14Z"));

    @Test
    void readsWhatTheFirstReleaseWrote() throws Exception {
        assertSame(EVENT, EventCodec.decode(golden()).event());
    }

    @Test
    void writesAsTheFirstReleaseDid() throws Exception {
        assertEquals(
                HexFormat.of().formatHex(golden()),
                HexFormat.of().formatHex(EventCodec.encode(StoredEvent.of(EVENT))));
    }

    @Test
    void keepsFieldsOfANewerVersionWhenItWritesTheEventAgain() throws Exception {
        byte[] field = {99, 0, 0, 0, 2, 7, 8};
        byte[] newer = EventCodec.encode(new StoredEvent(EVENT, field));
        StoredEvent read = EventCodec.decode(newer);
        assertSame(EVENT, read.event());

        QueuedEvent changed = Events.due(EVENT, Instant.EPOCH);
        StoredEvent again = EventCodec.decode(EventCodec.encode(read.with(changed)));
        assertArrayEquals(field, again.unknown());
        assertSame(changed, again.event());
    }

    @Test
    void keepsHowAnEventEndedUntilAllAreTold() throws Exception {
        Untold untold =
                new Untold(
                        Untold.Condition.RETRIES_EXHAUSTED,
                        200,
                        Optional.of(new Invoked("7", new byte[] {1, 2}, Optional.of("Unhandled"))),
                        "words \u00e9",
                        Optional.of("arn:destination"),
                        Optional.empty(),
                        Instant.parse("2026-11-21T04:25:14.123Z"),
                        1,
                        5);
        QueuedEvent over = EVENT.toTell(untold, Instant.EPOCH);

        QueuedEvent read = EventCodec.decode(EventCodec.encode(StoredEvent.of(over))).event();

        assertSame(over, read);
        Untold again = read.untold().orElseThrow();
        assertArrayEquals(new byte[] {1, 2}, again.answer().orElseThrow().payload());
        assertEquals(Optional.of("Unhandled"), again.answer().orElseThrow().functionError());
        assertEquals(withoutAnswer(untold), withoutAnswer(again));
        Untold unanswered = withoutAnswer(untold);
        assertEquals(
                Optional.of(unanswered),
                EventCodec.decode(
                                EventCodec.encode(
                                        StoredEvent.of(EVENT.toTell(unanswered, Instant.EPOCH))))
                        .event()
                        .untold());
    }

    private static Untold withoutAnswer(Untold untold) {
        return new Untold(
                untold.condition(),
                untold.status(),
                Optional.empty(),
                untold.words(),
                untold.destination(),
                untold.deadLetterTarget(),
                untold.since(),
                untold.told(),
                untold.tries());
    }

    @Test
    void refusesEveryFlippedBit() throws Exception {
        byte[] bytes = golden();
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= 0x10;
            assertThrows(
                    DamagedEventException.class, () -> EventCodec.decode(flipped), "byte " + i);
        }
    }

    @Test
    void refusesAVersionItDoesNotKnow() throws Exception {
        byte[] bytes = golden();
        bytes[1] = 2;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length - 4);
        ByteBuffer.wrap(bytes).putInt(bytes.length - 4, (int) crc.getValue());
        assertThrows(NewerEventException.class, () -> EventCodec.decode(bytes));
    }

    private static byte[] golden() throws IOException {
        try (var in = EventCodecTest.class.getResourceAsStream("event-v1.hex")) {
            if (in == null) {
                throw new IOException("event-v1.hex is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        }
    }

    private static void assertSame(QueuedEvent expected, QueuedEvent actual) {
        AsyncEvent one = expected.event();
        AsyncEvent other = actual.event();
        assertArrayEquals(one.payload(), other.payload());
        assertEquals(one.requestId(), other.requestId());
        assertEquals(one.function(), other.function());
        assertEquals(one.qualifier(), other.qualifier());
        assertEquals(one.traceId(), other.traceId());
        assertEquals(one.acceptedAt(), other.acceptedAt());
        assertEquals(expected.due(), actual.due());
        assertEquals(expected.invokes(), actual.invokes());
        assertEquals(expected.functionErrors(), actual.functionErrors());
        assertEquals(expected.systemErrors(), actual.systemErrors());
    }
}
