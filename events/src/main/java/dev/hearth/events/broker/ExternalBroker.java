package dev.hearth.events.broker;

/** A broker, or a cluster of them, that somebody else runs: at {@code tcp://host:port}. */
public final class ExternalBroker implements Broker {
    private final String url;

    public ExternalBroker(String url) {
        this.url = url;
    }

    @Override
    public boolean mayHoldEvents() {
        return true;
    }

    @Override
    public boolean mayBeAway() {
        return true;
    }

    @Override
    public BrokerConnection connect() {
        BrokerConnection connection = BrokerConnection.open(url);
        try {
            connection.setUpQueues(url);
            return connection;
        } catch (BrokerException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public void close() {}
}
