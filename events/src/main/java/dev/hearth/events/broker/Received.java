package dev.hearth.events.broker;

import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.client.ClientMessage;

/** A message that is out: nobody else gets it until it is acknowledged or the connection ends. */
public final class Received {
    private final ClientMessage message;

    Received(ClientMessage message) {
        this.message = message;
    }

    public byte[] body() {
        ICoreMessage core = message;
        byte[] body = new byte[core.getBodyBufferSize()];
        core.getReadOnlyBodyBuffer().readBytes(body);
        return body;
    }

    ClientMessage message() {
        return message;
    }
}
