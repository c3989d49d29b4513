package dev.hearth.events.queue;

import dev.hearth.events.broker.Broker;
import dev.hearth.events.broker.BrokerConnection;
import dev.hearth.events.broker.BrokerException;
import java.util.concurrent.CountDownLatch;

/** A broker to which no connection is made, for as long as that matters. */
final class StuckBroker implements Broker {
    private final CountDownLatch released = new CountDownLatch(1);

    void release() {
        released.countDown();
    }

    @Override
    public boolean mayHoldEvents() {
        return false;
    }

    @Override
    public boolean mayBeAway() {
        return false;
    }

    @Override
    public BrokerConnection connect() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new BrokerException("this broker is never there");
    }

    @Override
    public void close() {}
}
