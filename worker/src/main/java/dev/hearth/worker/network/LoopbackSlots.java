package dev.hearth.worker.network;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/** Slots without any way out: nothing inside but {@code lo}. Leaves nothing behind in the host. */
public final class LoopbackSlots implements NetworkSlots {
    /** How many are kept ready when nothing else is asked for. */
    public static final int READY = 8;

    static final String HOSTS = "127.0.0.1 localhost sandbox.localdomain\n";

    private final SlotPool pool;

    /**
     * @param ready how many to keep ready
     */
    public LoopbackSlots(int ready) {
        this.pool = new SlotPool("loopback-slots", ready, LoopbackSlots::make);
    }

    public LoopbackSlots start() {
        pool.start();
        return this;
    }

    @Override
    public NetworkSlot take() throws IOException {
        return pool.take();
    }

    @Override
    public void close() {
        pool.close();
    }

    static NetworkSlot make() throws IOException {
        return new Slot(SlotNamespace.make((namespace, inside) -> {}));
    }

    record Slot(SlotNamespace inside) implements NetworkSlot {
        @Override
        public int namespaceFd() {
            return inside.namespace().fd();
        }

        @Override
        public ServerSocketChannel runtimeApi() {
            return inside.runtimeApi();
        }

        @Override
        public ServerSocketChannel hearthApi() {
            return inside.hearthApi();
        }

        /** There is no way out that could be narrower. */
        @Override
        public void restrict(NetworkPolicy policy) {}

        @Override
        public Optional<String> resolvConf() {
            return Optional.empty();
        }

        @Override
        public String hosts() {
            return HOSTS;
        }

        @Override
        public Optional<String> hostAddress() {
            return Optional.empty();
        }

        @Override
        public void close() {
            inside.close();
        }
    }
}
