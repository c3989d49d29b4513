package dev.hearth.worker.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hearth.worker.linux.netlink.NetworkNamespace;
import dev.hearth.worker.linux.netlink.Prefix;
import dev.hearth.worker.network.dns.DnsListener;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names as a sandbox resolves them, where the host's name servers listen on its loopback. */
class SlotDnsTest {
    private static final int PATIENCE_MS = 10_000;
    private static final int CODE_MASK = 0x0f;
    private static final int SERVER_FAILURE = 2;
    private static final byte[] QUESTION = {
        0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 'a', 0, 0, 1, 0, 1
    };

    private PrivateHost host;
    private VethSlots slots;
    private NetworkNamespace slot;
    private InetSocketAddress server;

    @BeforeEach
    void open() throws Exception {
        host = PrivateHost.open();
        slots = host.openSlots();
        slot = Inside.of(slots.take());
        String gateway = Prefix.format(slots.subnet().gateway());
        server = new InetSocketAddress(InetAddress.ofLiteral(gateway), DnsListener.PORT);
    }

    @AfterEach
    void close() throws Exception {
        slots.close();
        host.close();
    }

    @Test
    void resolvConfNamesTheGatewayAndKeepsTheSearchDomains() throws Exception {
        assertEquals(
                "nameserver " + server.getHostString() + "\nsearch example.test\n",
                slots.take().resolvConf().orElseThrow());
    }

    @Test
    void questionsReachANameServerOnTheHostsLoopback() throws Exception {
        try (StubNameserver stub = StubNameserver.on(host, "127.0.0.1", 'x')) {
            for (int i = 0; i < 8; i++) {
                assertArrayEquals(answerOf('x'), Inside.run(slot, this::ask));
            }
            assertEquals(8, stub.askers().size());
            assertEquals(8, new HashSet<>(stub.askers()).size(), "ports repeat");
            assertTrue(new HashSet<>(stub.ids()).size() > 1, "ids are not random");
        }
    }

    @Test
    void aSecondNameServerIsAskedWhenTheFirstIsNotThere() throws Exception {
        try (StubNameserver _ = StubNameserver.on(host, "127.0.0.2", 'y')) {
            assertArrayEquals(answerOf('y'), Inside.run(slot, this::ask));
        }
    }

    @Test
    void aSecondNameServerIsAskedWhenTheFirstIsSilent() throws Exception {
        try (StubNameserver _ = StubNameserver.silentOn(host, "127.0.0.1");
                StubNameserver _ = StubNameserver.on(host, "127.0.0.2", 'y')) {
            assertArrayEquals(answerOf('y'), Inside.run(slot, this::ask));
        }
    }

    @Test
    void aQuestionThatNobodyAnswersIsAnsweredWithAFailure() throws Exception {
        byte[] answer = Inside.run(slot, this::ask);
        assertEquals(QUESTION[0], answer[0]);
        assertEquals(QUESTION[1], answer[1]);
        assertEquals(SERVER_FAILURE, answer[3] & CODE_MASK);
    }

    @Test
    void oneSandboxCannotTakeEveryPlace() throws Exception {
        try (StubNameserver stub = StubNameserver.silentOn(host, "127.0.0.1");
                StubNameserver second = StubNameserver.on(host, "127.0.0.2", 'y')) {
            Inside.run(slot, () -> sendMany(1000));
            NetworkNamespace other = Inside.of(slots.take());
            assertArrayEquals(answerOf('y'), Inside.run(other, this::askAgainAndAgain));
            assertTrue(stub.askers().size() + second.askers().size() < 1000);
        }
    }

    private boolean sendMany(int count) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < count; i++) {
                socket.send(new DatagramPacket(QUESTION, QUESTION.length, server));
            }
            return true;
        }
    }

    @Test
    void whatIsNoQuestionIsDropped() throws Exception {
        try (StubNameserver stub = StubNameserver.on(host, "127.0.0.1", 'x')) {
            byte[] answer = answerOf('x');
            for (byte[] message : new byte[][] {{}, {1}, Arrays.copyOf(QUESTION, 11), answer}) {
                assertThrows(
                        SocketTimeoutException.class,
                        () -> Inside.run(slot, () -> ask(message, 300)));
            }
            assertEquals(0, stub.askers().size());
        }
    }

    @Test
    void questionsAreAnsweredOverTcpToo() throws Exception {
        try (StubNameserver _ = StubNameserver.on(host, "127.0.0.1", 'x')) {
            assertArrayEquals(answerOf('x'), Inside.run(slot, this::askOverTcp));
        }
    }

    private byte[] ask() throws IOException {
        return ask(QUESTION, PATIENCE_MS);
    }

    private byte[] ask(byte[] question, int patienceMs) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(patienceMs);
            socket.connect(server);
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket answer = new DatagramPacket(new byte[512], 512);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        }
    }

    /** As resolvers do: what fills the socket's own queue is lost, whoever sent it. */
    private byte[] askAgainAndAgain() throws IOException {
        int lost = 0;
        while (true) {
            try {
                return ask(QUESTION, 2000);
            } catch (SocketTimeoutException e) {
                if (++lost == 10) {
                    throw e;
                }
            }
        }
    }

    private byte[] askOverTcp() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(QUESTION.length);
            out.write(QUESTION);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[in.readUnsignedShort()];
            in.readFully(answer);
            return answer;
        }
    }

    private static byte[] answerOf(char mark) {
        byte[] answer = Arrays.copyOf(QUESTION, QUESTION.length + 1);
        answer[2] |= (byte) 0x80;
        answer[QUESTION.length] = (byte) mark;
        return answer;
    }
}
