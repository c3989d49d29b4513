package dev.hearth.worker.network;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/** One network namespace with {@code lo} up and two listeners on its loopback. */
public interface NetworkSlot extends AutoCloseable {
    /** An open file descriptor of the namespace, for setns(2); closed with the slot. */
    int namespaceFd();

    /** 127.0.0.1:9001 inside. */
    ServerSocketChannel runtimeApi();

    /** 127.0.0.1:4566 inside. */
    ServerSocketChannel hearthApi();

    /**
     * From now on lets out what a policy allows, if that is less than the worker's own does: no
     * function gets out where the operator lets none. Takes some microseconds.
     */
    void restrict(NetworkPolicy policy) throws IOException;

    /** What {@code /etc/resolv.conf} inside should say; empty when there is no way out. */
    Optional<String> resolvConf();

    /** What {@code /etc/hosts} inside should say. */
    String hosts();

    /** The worker's address as seen inside; empty when there is no way out. */
    Optional<String> hostAddress();

    /**
     * Closes the listeners and gives the namespace up; slow kernel work happens on another thread.
     */
    @Override
    void close();
}
