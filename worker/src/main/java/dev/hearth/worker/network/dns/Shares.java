package dev.hearth.worker.network.dns;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Places for a bounded number of things at once, of which no one client may have more than its
 * share. Safe for use by many threads.
 */
final class Shares {
    private final int most;
    private final int mostPerClient;
    private final Map<InetAddress, Integer> taken = new HashMap<>();
    private int all;

    Shares(int most, int mostPerClient) {
        this.most = most;
        this.mostPerClient = mostPerClient;
    }

    /** Whether there was a place; it must then be given back. */
    synchronized boolean take(InetAddress client) {
        int has = taken.getOrDefault(client, 0);
        if (all >= most || has >= mostPerClient) {
            return false;
        }
        taken.put(client, has + 1);
        all++;
        return true;
    }

    synchronized void giveBack(InetAddress client) {
        taken.computeIfPresent(client, (who, has) -> has == 1 ? null : has - 1);
        all--;
    }
}
