package dev.hearth.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says in a data folder where its server listens, for whoever finds the folder taken. */
public final class AddressFile implements AutoCloseable {
    private static final String NAME = "address";

    private final Path file;

    private AddressFile(Path file) {
        this.file = file;
    }

    static AddressFile write(Path data, URI endpoint) throws IOException {
        return new AddressFile(Files.writeString(data.resolve(NAME), endpoint.toString()));
    }

    /** What the last server of this folder said, if it is still there to be read. */
    public static Optional<URI> read(Path data) {
        try {
            return Optional.of(URI.create(Files.readString(data.resolve(NAME)).strip()));
        } catch (IOException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
