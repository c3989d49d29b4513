package dev.hearth.worker.network;

import dev.hearth.worker.network.dns.DnsListener;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Answers every question with the question itself, marked as an answer, with one byte behind it
 * that tells name servers apart. A silent one hears and says nothing.
 */
final class StubNameserver implements AutoCloseable {
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final byte mark;
    private final boolean silent;
    private final List<InetSocketAddress> askers = new CopyOnWriteArrayList<>();
    private final List<Short> ids = new CopyOnWriteArrayList<>();

    private StubNameserver(DatagramSocket udp, ServerSocket tcp, byte mark, boolean silent) {
        this.udp = udp;
        this.tcp = tcp;
        this.mark = mark;
        this.silent = silent;
    }

    static StubNameserver on(PrivateHost host, String address, char mark) throws Exception {
        return host.inside(() -> open(address, mark, false));
    }

    static StubNameserver silentOn(PrivateHost host, String address) throws Exception {
        return host.inside(() -> open(address, '-', true));
    }

    private static StubNameserver open(String address, char mark, boolean silent)
            throws IOException {
        InetAddress local = InetAddress.ofLiteral(address);
        StubNameserver stub =
                new StubNameserver(
                        new DatagramSocket(new InetSocketAddress(local, DnsListener.PORT)),
                        new ServerSocket(DnsListener.PORT, 50, local),
                        (byte) mark,
                        silent);
        Thread.ofPlatform().daemon().start(stub::serveUdp);
        Thread.ofPlatform().daemon().start(stub::serveTcp);
        return stub;
    }

    /** Where questions came from. */
    List<InetSocketAddress> askers() {
        return askers;
    }

    List<Short> ids() {
        return ids;
    }

    private void serveUdp() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                udp.receive(packet);
                byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
                askers.add((InetSocketAddress) packet.getSocketAddress());
                ids.add((short) ((question[0] << 8) | (question[1] & 0xff)));
                if (!silent) {
                    byte[] answer = answer(question);
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            if (!udp.isClosed()) {
                throw new AssertionError(e);
            }
        }
    }

    private void serveTcp() {
        try {
            while (true) {
                try (Socket client = tcp.accept()) {
                    DataInputStream in = new DataInputStream(client.getInputStream());
                    byte[] question = new byte[in.readUnsignedShort()];
                    in.readFully(question);
                    byte[] answer = answer(question);
                    DataOutputStream out = new DataOutputStream(client.getOutputStream());
                    out.writeShort(answer.length);
                    out.write(answer);
                }
            }
        } catch (IOException e) {
            if (!tcp.isClosed()) {
                throw new AssertionError(e);
            }
        }
    }

    private byte[] answer(byte[] question) {
        byte[] answer = Arrays.copyOf(question, question.length + 1);
        answer[2] |= (byte) 0x80;
        answer[question.length] = mark;
        return answer;
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
