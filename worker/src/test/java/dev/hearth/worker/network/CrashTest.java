package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import dev.hearth.worker.linux.netlink.FilterChain;
import dev.hearth.worker.linux.netlink.Link;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that is killed leaves nothing that its successor does not remove. */
class CrashTest {
    private static final String LINK = "hearth00000001";
    private static final Path FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");

    @Test
    void aSuccessorStartsOnACleanHost() throws Exception {
        try (PrivateHost host = PrivateHost.open()) {
            host.inside(() -> Files.writeString(FORWARDING, "0"));
            Process server = host.inside(() -> startServer(host.config().resolvConf()));
            try (BufferedReader out = server.inputReader()) {
                assertEquals("ready", out.readLine());
                assertTrue(host.inside(CrashTest::links).contains(LINK));
                assertEquals(3, host.inside(CrashTest::filters).size());
            } finally {
                server.destroyForcibly().waitFor();
            }
            assertEquals(List.of(), host.inside(CrashTest::filters));
            assertEquals("1", host.inside(CrashTest::forwarding));
            try (VethSlots slots = host.openSlots()) {
                assertEquals(3, host.inside(CrashTest::filters).size());
                slots.take().close();
            }
            assertEquals(List.of("lo", "uplink"), host.inside(CrashTest::links));
            assertEquals("0", host.inside(CrashTest::forwarding));
            assertFalse(Files.exists(host.config().forwardingNote()));
        }
    }

    private static String forwarding() throws IOException {
        return Files.readString(FORWARDING).strip();
    }

    /** The child is in the network namespace of the thread that starts it. */
    private static Process startServer(Path resolvConf) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName(),
                        resolvConf.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static List<String> links() throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE)) {
            return Link.list(socket).stream().map(Link::name).sorted().toList();
        }
    }

    private static List<FilterChain> filters() throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETFILTER)) {
            return FilterChain.list(socket);
        }
    }

    /** Takes a slot and waits to be killed. */
    static final class Server {
        private Server() {}

        public static void main(String[] arguments) throws Exception {
            VethSlots.open(
                            PrivateHost.config(Path.of(arguments[0])),
                            Clock.system(),
                            Entropy.system())
                    .take();
            System.out.println("ready");
            Thread.sleep(60_000);
        }
    }
}
