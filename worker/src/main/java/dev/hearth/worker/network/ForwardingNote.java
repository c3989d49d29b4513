package dev.hearth.worker.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says on disk that this worker has turned forwarding on and which links the host had then. Holds
 * for one run of the host: when it starts anew, its own configuration sets forwarding.
 */
final class ForwardingNote {
    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    private final Path file;

    ForwardingNote(Path file) {
        this.file = file;
    }

    /** The links of then; empty when there is no note of this run of the host. */
    Optional<List<String>> read() throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() || !lines.getFirst().equals(bootId())
                    ? Optional.empty()
                    : Optional.of(lines.subList(1, lines.size()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    void write(List<String> links) throws IOException {
        Files.write(file, Stream.concat(Stream.of(bootId()), links.stream()).toList());
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    private static String bootId() throws IOException {
        return Files.readString(BOOT_ID).strip();
    }
}
