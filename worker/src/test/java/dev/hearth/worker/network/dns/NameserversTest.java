package dev.hearth.worker.network.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameserversTest {
    @TempDir Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private Path file;
    private Nameservers nameservers;

    @BeforeEach
    void open() {
        file = folder.resolve("resolv.conf");
        nameservers = new Nameservers(file, new HandMovedClock());
    }

    @Test
    void readsWhatResolversRead() throws Exception {
        Files.writeString(
                file,
                """
                # made by hand
                domain ignored.test
                search a.test b.test
                options edns0
                nameserver 127.0.0.53
                nameserver not-an-address
                nameserver
                  nameserver 2001:db8::53
                nameserver 192.0.2.3
                nameserver 192.0.2.4
                """);
        assertEquals(servers("127.0.0.53", "2001:db8::53", "192.0.2.3"), nameservers.servers());
        assertEquals("search a.test b.test\n", nameservers.search());
    }

    @Test
    void readsAgainWhenTheFileHasChanged() throws Exception {
        write("nameserver 192.0.2.1\n", 1);
        assertEquals(servers("192.0.2.1"), nameservers.servers());
        write("nameserver 192.0.2.2\n", 2);
        assertEquals(servers("192.0.2.1"), nameservers.servers());
        nanos.addAndGet(2_000_000_000L);
        assertEquals(servers("192.0.2.2"), nameservers.servers());
    }

    @Test
    void asksTheLoopbackWhereThereIsNoFile() {
        assertEquals(
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 53)),
                nameservers.servers());
    }

    @Test
    void keepsWhatItKnewWhenTheFileGoes() throws Exception {
        write("nameserver 192.0.2.1\n", 1);
        assertEquals(servers("192.0.2.1"), nameservers.servers());
        Files.delete(file);
        nanos.addAndGet(2_000_000_000L);
        assertEquals(servers("192.0.2.1"), nameservers.servers());
    }

    private void write(String text, long modified) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(modified));
    }

    private static List<InetSocketAddress> servers(String... addresses) {
        return Stream.of(addresses)
                .map(address -> new InetSocketAddress(InetAddress.ofLiteral(address), 53))
                .toList();
    }

    private final class HandMovedClock implements Clock {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanos() {
            return nanos.get();
        }
    }
}
