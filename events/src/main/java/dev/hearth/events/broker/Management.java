package dev.hearth.events.broker;

import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;

/**
 * Asks a broker about itself, in messages. For one thread. Unless it is closed, the queue of its
 * answers stays with the broker for as long as the connection.
 */
final class Management implements AutoCloseable {
    private static final String ADDRESS = "activemq.management";
    private static final int PATIENCE_MILLIS = 10_000;

    private final ClientSession session;
    private final ClientRequestor requestor;

    /** Blocks for a round trip. The session is for this alone, and not closed by it. */
    Management(ClientSession session) throws Exception {
        this.session = session;
        session.start();
        this.requestor = new ClientRequestor(session, ADDRESS);
    }

    /** Blocks for a round trip. */
    String invoke(String operation, Object... arguments) throws Exception {
        ClientMessage request = session.createMessage(false);
        ManagementHelper.putOperationInvocation(
                request, ResourceNames.BROKER, operation, arguments);
        return ask(operation, request);
    }

    /** Blocks for a round trip. */
    String attribute(String name) throws Exception {
        ClientMessage request = session.createMessage(false);
        ManagementHelper.putAttribute(request, ResourceNames.BROKER, name);
        return ask(name, request);
    }

    @Override
    public void close() {
        try {
            requestor.close();
        } catch (Exception e) {
            throw new BrokerException("closing the broker's management failed: " + e, e);
        }
    }

    private String ask(String what, ClientMessage request) throws Exception {
        ClientMessage reply = requestor.request(request, PATIENCE_MILLIS);
        if (reply == null) {
            throw new BrokerException("no answer to " + what);
        }
        Object result = ManagementHelper.getResult(reply);
        if (!ManagementHelper.hasOperationSucceeded(reply)) {
            throw new BrokerException(what + " was refused: " + result);
        }
        return String.valueOf(result);
    }
}
