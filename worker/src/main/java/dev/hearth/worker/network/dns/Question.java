package dev.hearth.worker.network.dns;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** What a sandbox asked, with the id it gave it. */
record Question(InetSocketAddress client, byte[] message) {
    short id() {
        return ByteBuffer.wrap(message).getShort(0);
    }
}
