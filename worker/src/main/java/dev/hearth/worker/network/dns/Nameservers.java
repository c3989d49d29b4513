package dev.hearth.worker.network.dns;

import dev.hearth.foundation.time.Clock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The name servers the host uses, as its {@code resolv.conf} says: read again when it has changed,
 * for laptops move between networks. Safe for use by many threads.
 */
public final class Nameservers {
    /** As many as resolv.conf(5) takes. */
    static final int MOST = 3;

    private static final int PORT = 53;
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final FileTime NEVER = FileTime.fromMillis(0);
    private static final Logger LOG = LoggerFactory.getLogger(Nameservers.class);

    /** What a file said. */
    private record Reading(FileTime modified, List<InetSocketAddress> servers, String search) {}

    private final Path file;
    private final Clock clock;
    private Reading reading = new Reading(NEVER, List.of(), "");
    private long lookAgain;

    public Nameservers(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.lookAgain = clock.nanos();
    }

    /** In the order to be asked; the host's own loopback when the file names none. */
    List<InetSocketAddress> servers() {
        return current().servers();
    }

    /** The file's {@code search} line with its newline, or nothing. */
    public String search() {
        return current().search();
    }

    private synchronized Reading current() {
        long now = clock.nanos();
        if (now - lookAgain >= 0) {
            lookAgain = now + LOOK_AGAIN_AFTER.toNanos();
            refresh();
        }
        return reading;
    }

    private void refresh() {
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            if (!modified.equals(reading.modified())) {
                reading = read(modified, Files.readAllLines(file));
            }
        } catch (IOException e) {
            if (reading.servers().isEmpty()) {
                sayUnreadable(e);
                reading = read(NEVER, List.of());
            }
        }
    }

    /** Some hosts have no such file, and do well without. */
    private void sayUnreadable(IOException e) {
        String instead = "functions ask for names on this host's loopback";
        if (e instanceof NoSuchFileException) {
            LOG.info("there is no {}: {}", file, instead);
        } else {
            LOG.warn("cannot read {}: {}", file, instead, e);
        }
    }

    private static Reading read(FileTime modified, List<String> lines) {
        List<InetSocketAddress> servers = new ArrayList<>();
        String search = "";
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", 2);
            if (words.length == 2 && words[0].equals("nameserver") && servers.size() < MOST) {
                add(servers, words[1]);
            } else if (words.length == 2 && words[0].equals("search")) {
                search = "search " + words[1] + "\n";
            }
        }
        if (servers.isEmpty()) {
            servers.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
        }
        return new Reading(modified, List.copyOf(servers), search);
    }

    private static void add(List<InetSocketAddress> servers, String address) {
        try {
            servers.add(new InetSocketAddress(InetAddress.ofLiteral(address), PORT));
        } catch (IllegalArgumentException e) {
            LOG.warn("not the address of a name server: {}", address);
        }
    }
}
