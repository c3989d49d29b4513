package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.Prefix;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A slot behind the worker's router. */
final class VethSlot implements NetworkSlot {
    private final VethSlots slots;
    private final SlotNamespace inside;
    private final int number;
    private final int link;
    private final AtomicBoolean closed = new AtomicBoolean();

    private VethSlot(VethSlots slots, SlotNamespace inside, int number, int link) {
        this.slots = slots;
        this.inside = inside;
        this.number = number;
        this.link = link;
    }

    /** On the calling platform thread. */
    static VethSlot make(VethSlots slots, int number) throws IOException {
        int[] link = new int[1];
        SlotNamespace inside =
                SlotNamespace.make((namespace, netlink) ->
                        link[0] = slots.connect(number, namespace, netlink));
        return new VethSlot(slots, inside, number, link[0]);
    }

    int number() {
        return number;
    }

    int link() {
        return link;
    }

    SlotNamespace inside() {
        return inside;
    }

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

    @Override
    public void restrict(NetworkPolicy policy) throws IOException {
        slots.restrict(this, policy);
    }

    @Override
    public Optional<String> resolvConf() {
        return Optional.of(slots.resolvConf());
    }

    @Override
    public String hosts() {
        return LoopbackSlots.HOSTS
                + Prefix.format(slots.subnet().host())
                + " host.hearth.internal\n";
    }

    @Override
    public Optional<String> hostAddress() {
        return Optional.of(Prefix.format(slots.subnet().host()));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            inside.closeListeners();
            slots.release(this);
        }
    }
}
