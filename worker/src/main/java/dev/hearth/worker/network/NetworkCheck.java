package dev.hearth.worker.network;

import dev.hearth.worker.linux.netlink.FilterChain;
import dev.hearth.worker.linux.netlink.FilterRequests;
import dev.hearth.worker.linux.netlink.NetlinkException;
import dev.hearth.worker.linux.netlink.NetlinkSocket;
import dev.hearth.worker.linux.netlink.NetworkNamespace;
import dev.hearth.worker.linux.netlink.RouteRequests;
import dev.hearth.worker.linux.netlink.Veth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * What this host lacks for sandboxes to have a network, found by trying it in a namespace made for
 * the purpose, and what of its own settings would stand in the way. In sentences for people.
 */
public final class NetworkCheck {
    private static final Path FORWARDING = Path.of("/proc/sys/net/ipv4/ip_forward");
    private static final byte[] ANY_HARDWARE = {2, 0, 0, 0, 0, 1};

    private NetworkCheck() {}

    /** One thing that the kernel may or may not be able to do. */
    @FunctionalInterface
    private interface Trial {
        void run() throws IOException;
    }

    /** Empty when nothing is missing. Takes some milliseconds. */
    public static List<String> missing() {
        return onOwnThread(NetworkCheck::tryInside);
    }

    /** What other programs have set up that keeps sandboxes' packets from passing. */
    public static List<String> obstacles() {
        return onOwnThread(NetworkCheck::findObstacles);
    }

    private static List<String> tryInside() throws IOException {
        List<String> missing = new ArrayList<>();
        try (NetworkNamespace _ = NetworkNamespace.createAndEnter()) {
            attempt(missing, NetworkCheck::makeVeth, "no pair of links can be made (module veth)");
            attempt(
                    missing,
                    NetworkCheck::makeFilters,
                    "no packet filter can be made (modules nf_tables, nft_ct, nft_masq,"
                            + " nft_reject_ipv4)");
            if (!Files.isWritable(FORWARDING)) {
                missing.add(FORWARDING + " cannot be written: is /proc/sys mounted read-only?");
            }
        } catch (IOException e) {
            missing.add("no network namespace can be made; root can: " + e.getMessage());
        }
        return missing;
    }

    private static void attempt(List<String> missing, Trial trial, String words) {
        try {
            trial.run();
        } catch (IOException e) {
            missing.add(words + ": " + e.getMessage());
        }
    }

    private static void makeVeth() throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.ROUTE);
                NetworkNamespace here = NetworkNamespace.current()) {
            Veth veth = new Veth("one", 0, "other", here.fd(), ANY_HARDWARE, 1500);
            socket.execute(RouteRequests.addVeth(veth));
        }
    }

    private static void makeFilters() throws IOException {
        Subnet subnet = new Subnet(Subnet.CANDIDATES.getFirst());
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETFILTER)) {
            socket.execute(
                    FilterRequests.create("router", FilterRequests.PLAIN, Filters.router(subnet)));
            socket.execute(
                    FilterRequests.create(
                            "host", FilterRequests.PLAIN, Filters.host("one", subnet, true)));
        }
    }

    private static List<String> findObstacles() throws IOException {
        try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETFILTER)) {
            return FilterChain.list(socket).stream()
                    .filter(chain -> chain.forwards() && chain.dropsOtherwise())
                    .filter(chain -> !chain.table().startsWith(NetworkConfig.TABLE_PREFIX))
                    .map(NetworkCheck::obstacle)
                    .toList();
        } catch (NetlinkException e) {
            return List.of("packet filters cannot be listed: " + e.getMessage());
        }
    }

    private static String obstacle(FilterChain chain) {
        return "packet filter "
                + chain.table()
                + ", chain "
                + chain.name()
                + ", drops what passes through this host, sandboxes' packets too; to let them out,"
                + " accept there what comes from and goes to links named "
                + NetworkConfig.LINK_PREFIX
                + "*";
    }

    private static List<String> onOwnThread(Callable<List<String>> check) {
        FutureTask<List<String>> task = new FutureTask<>(check);
        Thread.ofPlatform().name("network-check").start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            return List.of("the network could not be checked: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("the network could not be checked: interrupted");
        }
    }
}
