package dev.hearth.events.destination;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** One service's clients, one for each Region, made when first asked for. For many threads. */
final class RegionalClients<C extends SdkAutoCloseable> implements AutoCloseable {
    /** More than AWS has, and few enough to keep: Regions come out of ARNs that anybody writes. */
    static final int MAX_REGIONS = 64;

    private final Function<String, C> maker;
    private final Map<String, C> clients = new HashMap<>();

    /**
     * @param maker makes a Region's client
     */
    RegionalClients(Function<String, C> maker) {
        this.maker = maker;
    }

    /**
     * @throws IllegalArgumentException when the Region is one too many
     */
    synchronized C in(String region) {
        if (clients.size() >= MAX_REGIONS && !clients.containsKey(region)) {
            throw new IllegalArgumentException(
                    "no more than " + MAX_REGIONS + " Regions are used, and not " + region);
        }
        return clients.computeIfAbsent(region, maker);
    }

    @Override
    public synchronized void close() {
        clients.values().forEach(SdkAutoCloseable::close);
    }
}
