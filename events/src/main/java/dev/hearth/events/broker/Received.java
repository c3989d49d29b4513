package dev.hearth.events.broker;

import java.io.ByteArrayOutputStream;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.client.ClientMessage;

/** A message that is out: nobody else gets it until it is acknowledged or the connection ends. */
public final class Received {
    private final ClientMessage message;
    private final byte[] body;

    private Received(ClientMessage message, byte[] body) {
        this.message = message;
        this.body = body;
    }

    /** Blocks while the rest of a large one arrives. */
    static Received of(ClientMessage message) throws ActiveMQException {
        return new Received(message, message.isLargeMessage() ? rest(message) : whole(message));
    }

    private static byte[] whole(ICoreMessage message) {
        byte[] body = new byte[message.getBodyBufferSize()];
        message.getReadOnlyBodyBuffer().readBytes(body);
        return body;
    }

    /** A broker may take what is larger than its journal's buffer for a message in pieces. */
    private static byte[] rest(ClientMessage message) throws ActiveMQException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        message.saveToOutputStream(body);
        return body.toByteArray();
    }

    public byte[] body() {
        return body;
    }

    ClientMessage message() {
        return message;
    }
}
