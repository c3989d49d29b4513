package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.Link;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The host's {@code ip_forward} setting, which must be on for packets of sandboxes to pass through.
 * Turned on where it was off; turned off again at the end, unless links have appeared meanwhile
 * whose owner may have found it on and rely on it. A note tells the next server when this one is
 * killed.
 */
final class HostForwarding implements AutoCloseable {
    private static final Path SETTING = Path.of("/proc/sys/net/ipv4/ip_forward");
    private static final Logger LOG = LoggerFactory.getLogger(HostForwarding.class);

    // Both belong to the host's namespace, whatever thread uses them.
    private final FileChannel setting;
    private final NetlinkSocket netlink;
    private final ForwardingNote note;
    private final boolean turnedOn;
    private final List<String> linksBefore;

    private HostForwarding(
            FileChannel setting,
            NetlinkSocket netlink,
            ForwardingNote note,
            boolean turnedOn,
            List<String> linksBefore) {
        this.setting = setting;
        this.netlink = netlink;
        this.note = note;
        this.turnedOn = turnedOn;
        this.linksBefore = linksBefore;
    }

    /** In the calling thread's namespace, before the worker's own link is made. */
    static HostForwarding enable(NetlinkSocket netlink, ForwardingNote note) throws IOException {
        FileChannel setting =
                FileChannel.open(SETTING, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            ByteBuffer value = ByteBuffer.allocate(1);
            setting.read(value, 0);
            boolean off = value.get(0) == '0';
            List<String> links = names(netlink);
            Optional<List<String>> inherited = off ? Optional.empty() : note.read();
            if (off) {
                note.write(links);
                write(setting, '1');
                LOG.info("turned on {}, for sandboxes to reach the network", SETTING);
            } else if (inherited.filter(before -> before.containsAll(links)).isPresent()) {
                LOG.info("{} is on because an earlier server could not turn it off", SETTING);
                return new HostForwarding(setting, netlink, note, true, inherited.get());
            } else {
                note.remove();
            }
            return new HostForwarding(setting, netlink, note, off, links);
        } catch (IOException e) {
            setting.close();
            throw e;
        }
    }

    /** Whether the host passed no packets on before. */
    boolean turnedOn() {
        return turnedOn;
    }

    /** After the worker's own link is gone. */
    @Override
    public void close() throws IOException {
        try (setting) {
            if (!turnedOn) {
                return;
            }
            if (linksBefore.containsAll(names(netlink))) {
                write(setting, '0');
            } else {
                LOG.info("left {} on: there are new links that may need it", SETTING);
            }
            note.remove();
        }
    }

    private static List<String> names(NetlinkSocket netlink) throws IOException {
        return Link.list(netlink).stream().map(Link::name).toList();
    }

    private static void write(FileChannel setting, char value) throws IOException {
        setting.write(ByteBuffer.wrap(new byte[] {(byte) value}), 0);
    }
}
