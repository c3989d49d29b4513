package dev.hearth.worker.network;

import dev.hearth.foundation.time.Clock;
import dev.hearth.foundation.time.Entropy;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The best network for sandboxes that this host allows. */
public final class Networks {
    private static final Logger LOG = LoggerFactory.getLogger(Networks.class);

    private Networks() {}

    /**
     * Slots with a way out; where the host does not allow them, slots without, and a warning that
     * says why. To be called on a platform thread in the host's network namespace.
     */
    public static NetworkSlots open(NetworkConfig config, Clock clock, Entropy entropy) {
        if (config.policy() == NetworkPolicy.NONE) {
            return new LoopbackSlots(config.ready()).start();
        }
        try {
            return VethSlots.open(config, clock, entropy);
        } catch (IOException e) {
            List<String> missing = NetworkCheck.missing();
            LOG.warn(
                    "Functions cannot reach the network, only Hearth itself: {}",
                    missing.isEmpty() ? e.getMessage() : String.join("; ", missing));
            return new LoopbackSlots(config.ready()).start();
        }
    }
}
