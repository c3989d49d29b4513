package dev.hearth.events.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hearth.api.invoke.Invoked;
import dev.hearth.events.queue.Untold.Condition;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * The stored form of how an event ended, a field of the event's. What is added later goes to its
 * end, where an older reader leaves it.
 */
final class UntoldCodec {
    private UntoldCodec() {}

    static byte[] encode(Untold untold) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(untold.condition().wireName());
            out.writeShort(untold.status());
            out.writeShort(untold.told());
            out.writeShort(untold.tries());
            out.writeLong(untold.since().toEpochMilli());
            write(out, untold.destination());
            write(out, untold.deadLetterTarget());
            write(out, untold.words().getBytes(UTF_8));
            out.writeBoolean(untold.answer().isPresent());
            if (untold.answer().isPresent()) {
                Invoked answer = untold.answer().get();
                out.writeUTF(answer.executedVersion());
                write(out, answer.functionError());
                write(out, answer.payload());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    static Untold decode(DataInputStream in) throws IOException, NewerEventException {
        Condition condition = condition(in.readUTF());
        int status = in.readShort();
        int told = in.readShort();
        int tries = in.readShort();
        Instant since = Instant.ofEpochMilli(in.readLong());
        Optional<String> destination = text(in);
        Optional<String> deadLetterTarget = text(in);
        String words = new String(bytes(in), UTF_8);
        Optional<Invoked> answer = in.readBoolean() ? Optional.of(answer(in)) : Optional.empty();
        return new Untold(
                condition,
                status,
                answer,
                words,
                destination,
                deadLetterTarget,
                since,
                told,
                tries);
    }

    private static Invoked answer(DataInputStream in) throws IOException {
        String version = in.readUTF();
        Optional<String> error = text(in);
        return new Invoked(version, bytes(in), error);
    }

    private static Condition condition(String wireName) throws NewerEventException {
        for (Condition condition : Condition.values()) {
            if (condition.wireName().equals(wireName)) {
                return condition;
            }
        }
        throw new NewerEventException("it ended in a way this Hearth does not know: " + wireName);
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static void write(DataOutputStream out, Optional<String> text) throws IOException {
        out.writeBoolean(text.isPresent());
        if (text.isPresent()) {
            out.writeUTF(text.get());
        }
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static Optional<String> text(DataInputStream in) throws IOException {
        return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
    }
}
