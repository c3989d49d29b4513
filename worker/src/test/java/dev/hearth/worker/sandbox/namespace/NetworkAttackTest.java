package dev.hearth.worker.sandbox.namespace;

import static org.junit.jupiter.api.Assertions.assertNull;

import dev.hearth.worker.sandbox.Sandbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;

/** Against listeners of the host and of other sandboxes, and for sockets nobody should have. */
final class NetworkAttackTest extends AttackTest {
    @Test
    void onlyOrdinarySocketsExist() throws Exception {
        host.attack(
                "sockets",
                """
                import socket
                def family(number, kind=socket.SOCK_STREAM, protocol=0):
                    return tried(lambda: socket.socket(number, kind, protocol).close())
                tell('raw', family(socket.AF_INET, socket.SOCK_RAW, 1))
                tell('raw6', family(socket.AF_INET6, socket.SOCK_RAW, 58))
                tell('packet', family(17, socket.SOCK_RAW, 0x300))
                tell('vsock', family(40))
                tell('alg', family(38, socket.SOCK_SEQPACKET))
                tell('can', family(29, socket.SOCK_RAW, 1))
                tell('bluetooth', family(31, socket.SOCK_RAW, 1))
                tell('xdp', family(44, socket.SOCK_RAW))
                tell('netfilter', family(16, socket.SOCK_RAW, 12))
                tell('audit', family(16, socket.SOCK_RAW, 9))
                tell('pair', call('socketpair', 38, 5, 0, b'12345678'))
                tell('route', family(16, socket.SOCK_RAW, 0))
                tell('inet', family(socket.AF_INET))
                tell('inet6', family(socket.AF_INET6))
                tell('unix', family(socket.AF_UNIX))
                tell('interfaces', [name for _, name in socket.if_nameindex()])
                """,
                """
                raw EPERM
                raw6 EPERM
                packet EAFNOSUPPORT
                vsock EAFNOSUPPORT
                alg EAFNOSUPPORT
                can EAFNOSUPPORT
                bluetooth EAFNOSUPPORT
                xdp EAFNOSUPPORT
                netfilter EAFNOSUPPORT
                audit EAFNOSUPPORT
                pair EAFNOSUPPORT
                route allowed
                inet allowed
                inet6 allowed
                unix allowed
                interfaces ['lo']
                """);
    }

    @Test
    void listenersOutsideAreOutOfReach() throws Exception {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        try (ServerSocketChannel onHost =
                        ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
                Sandbox other = host.backend.create(host.spec("listener", Host.UID, ""))) {
            onHost.configureBlocking(false);
            other.runtimeApi().configureBlocking(false);
            int port = onHost.socket().getLocalPort();
            host.attack(
                    "connect",
                    """
                    import socket
                    def connect(address, port):
                        with socket.socket() as s:
                            s.settimeout(2)
                            s.connect((address, port))
                    tell('host', tried(connect, '127.0.0.1', %d))
                    tell('outside', tried(connect, '192.0.2.1', 80))
                    tell('metadata', tried(connect, '169.254.169.254', 80))
                    tell('own', tried(connect, '127.0.0.1', 9001))
                    """
                            .formatted(port),
                    """
                    host ECONNREFUSED
                    outside ENETUNREACH
                    metadata ENETUNREACH
                    own allowed
                    """);
            assertNull(onHost.accept());
            assertNull(other.runtimeApi().accept());
        }
    }
}
